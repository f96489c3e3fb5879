package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is a team of this name already.
final class TeamNameTaken extends Refusal {

    TeamNameTaken() {
        super(Kind.CONFLICT, t("team.team-name-taken"));
    }
}
