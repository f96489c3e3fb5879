package io.keepwell.tasks;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import io.keepwell.team.Members;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// The promises in the navigation, with how many of one's own are due or late.
@Component
class PromisesPlace implements Place {

    private static final int ORDER = 250;

    private final PromiseQueries queries;
    private final Members members;
    private final Clock clock;

    PromisesPlace(PromiseQueries queries, Members members, Clock clock) {
        this.queries = queries;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "promises";
    }

    @Override
    public String href() {
        return "/promises";
    }

    @Override
    public String icon() {
        return "heart-handshake";
    }

    @Override
    public String label() {
        return t("tasks.place.promises");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public int waiting() {
        return members.current()
                .map(me -> queries.pressing(me.id(), clock.instant().plus(Tasks.AHEAD)))
                .orElse(0);
    }
}
