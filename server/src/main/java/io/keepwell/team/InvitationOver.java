package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// An invitation that was accepted, revoked or has expired.
final class InvitationOver extends Refusal {

    InvitationOver() {
        super(Kind.CONFLICT, t("team.invitation.over"));
    }
}
