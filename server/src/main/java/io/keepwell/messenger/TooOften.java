package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// More often than people do it; a little later it is fine.
final class TooOften extends Refusal {

    TooOften() {
        super(Kind.TOO_MANY, t("messenger.refused.too-often"));
    }
}
