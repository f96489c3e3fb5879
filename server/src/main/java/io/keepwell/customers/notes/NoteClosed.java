package io.keepwell.customers.notes;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The note is sensitive, and not for whoever asks.
final class NoteClosed extends Refusal {

    NoteClosed() {
        super(Kind.FORBIDDEN, t("customers.notes.closed"));
    }
}
