package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The messenger is switched off, or the key in the page is none of ours.
final class MessengerOff extends Refusal {

    MessengerOff() {
        super(Kind.NOT_FOUND, t("messenger.refused.off"));
    }
}
