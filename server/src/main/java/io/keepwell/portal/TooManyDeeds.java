package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// More often than people do it; a little later it is fine.
final class TooManyDeeds extends Refusal {

    TooManyDeeds() {
        super(Kind.TOO_MANY, t("portal.too-often"));
    }
}
