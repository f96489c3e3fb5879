package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The last administrator stays one: nobody else could let people in.
final class LastAdministrator extends Refusal {

    LastAdministrator() {
        super(Kind.CONFLICT, t("team.last-administrator"));
    }
}
