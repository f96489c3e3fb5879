package io.keepwell.mail.room;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such letter in the mail room.
final class LetterNotFound extends Refusal {

    LetterNotFound() {
        super(Kind.NOT_FOUND, t("mail.room.no-letter"));
    }
}
