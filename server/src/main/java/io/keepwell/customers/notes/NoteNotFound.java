package io.keepwell.customers.notes;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such note, or it has been taken away.
final class NoteNotFound extends Refusal {

    NoteNotFound() {
        super(Kind.NOT_FOUND, t("customers.notes.not-found"));
    }
}
