package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.surveys.FeedbackTab;
import io.keepwell.team.Members;
import org.springframework.stereotype.Component;

/// The follow-ups among what customers say.
@Component
class FollowUpTab implements FeedbackTab {

    /// Its key.
    static final String KEY = "follow-ups";

    private static final int ORDER = 300;
    private static final int MOST = 100;

    private final FollowUpLists lists;
    private final Members members;

    FollowUpTab(FollowUpLists lists, Members members) {
        this.lists = lists;
        this.members = members;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return t("followups.title");
    }

    @Override
    public String href() {
        return "/follow-ups";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public int waiting() {
        return members.current()
                .map(me -> lists.count(FollowUpFilter.ALL.late().ownedBy(me.id()), MOST))
                .orElse(0);
    }
}
