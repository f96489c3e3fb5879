package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import io.keepwell.team.Members;
import org.springframework.stereotype.Component;

/// The follow-ups in the navigation, with how many of one's own are overdue.
@Component
class FollowUpPlace implements Place {

    private static final int ORDER = 350;

    private final FollowUpLists lists;
    private final Members members;

    FollowUpPlace(FollowUpLists lists, Members members) {
        this.lists = lists;
        this.members = members;
    }

    @Override
    public String key() {
        return "follow-ups";
    }

    @Override
    public String href() {
        return "/follow-ups";
    }

    @Override
    public String icon() {
        return "phone-call";
    }

    @Override
    public String label() {
        return t("followups.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public int waiting() {
        return members.current()
                .map(me -> lists.count(FollowUpFilter.ALL.late().ownedBy(me.id()), MOST_WAITING + 1))
                .orElse(0);
    }
}
