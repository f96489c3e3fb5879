package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// A step that cannot be taken from where a follow-up stands.
final class FollowUpRefused extends Refusal {

    private FollowUpRefused(String sentence) {
        super(Kind.CONFLICT, sentence);
    }

    /// @param why last part of the text that says so
    static FollowUpRefused because(String why) {
        return new FollowUpRefused(t("followups.refused." + why));
    }
}
