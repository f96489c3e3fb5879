package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such gesture.
final class GestureNotFound extends Refusal {

    GestureNotFound() {
        super(Kind.NOT_FOUND, t("gestures.refused.none"));
    }
}
