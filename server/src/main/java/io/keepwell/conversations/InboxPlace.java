package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import io.keepwell.team.Members;
import org.springframework.stereotype.Component;

/// The inbox in the navigation, with how many customers wait for the person who looks.
@Component
class InboxPlace implements Place {

    private final InboxQueries queries;
    private final Members members;

    InboxPlace(InboxQueries queries, Members members) {
        this.queries = queries;
        this.members = members;
    }

    @Override
    public String key() {
        return "inbox";
    }

    @Override
    public String href() {
        return "/inbox";
    }

    @Override
    public String icon() {
        return "inbox";
    }

    @Override
    public String label() {
        return t("conversations.place.inbox");
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public int waiting() {
        return members.current()
                .map(me -> queries.waitingFor(me.id(), MOST_WAITING + 1))
                .orElse(0);
    }
}
