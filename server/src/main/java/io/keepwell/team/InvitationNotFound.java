package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such invitation.
final class InvitationNotFound extends Refusal {

    InvitationNotFound() {
        super(Kind.NOT_FOUND, t("team.invitation-not-found"));
    }
}
