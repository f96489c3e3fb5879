package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// Somebody of the team has this address already.
final class MemberExists extends Refusal {

    MemberExists() {
        super(Kind.CONFLICT, t("team.member-exists"));
    }
}
