package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such API token.
final class TokenNotFound extends Refusal {

    TokenNotFound() {
        super(Kind.NOT_FOUND, t("team.token-not-found"));
    }
}
