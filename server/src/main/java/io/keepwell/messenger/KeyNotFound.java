package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

final class KeyNotFound extends Refusal {

    KeyNotFound() {
        super(Kind.NOT_FOUND, t("messenger.wrong.no-key"));
    }
}
