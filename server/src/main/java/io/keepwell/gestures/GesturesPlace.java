package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import io.keepwell.team.Members;
import org.springframework.stereotype.Component;

/// The gestures in the navigation, with how many wait for whoever decides on them.
@Component
class GesturesPlace implements Place {

    private static final int ORDER = 650;

    private final GestureStore store;
    private final GestureSettings settings;
    private final Members members;

    GesturesPlace(GestureStore store, GestureSettings settings, Members members) {
        this.store = store;
        this.settings = settings;
        this.members = members;
    }

    @Override
    public String key() {
        return "gestures";
    }

    @Override
    public String href() {
        return "/gestures";
    }

    @Override
    public String icon() {
        return "gift";
    }

    @Override
    public String label() {
        return t("gestures.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public int waiting() {
        int waiting = store.waiting(MOST_WAITING + 1);
        return waiting > 0 && members.current().filter(settings::decides).isPresent() ? waiting : 0;
    }
}
