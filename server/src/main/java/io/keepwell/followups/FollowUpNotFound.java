package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such follow-up.
final class FollowUpNotFound extends Refusal {

    FollowUpNotFound() {
        super(Kind.NOT_FOUND, t("followups.refused.none"));
    }
}
