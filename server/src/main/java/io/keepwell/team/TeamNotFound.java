package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such team.
final class TeamNotFound extends Refusal {

    TeamNotFound() {
        super(Kind.NOT_FOUND, t("team.team-not-found"));
    }
}
