package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such thing, or it is somebody else's: the two look the same from outside.
final class NotTheirs extends Refusal {

    NotTheirs() {
        super(Kind.NOT_FOUND, t("messenger.refused.not-theirs"));
    }
}
