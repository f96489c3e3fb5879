package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such member of the team.
final class MemberNotFound extends Refusal {

    MemberNotFound() {
        super(Kind.NOT_FOUND, t("team.member-not-found"));
    }
}
