package io.keepwell.mail;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// There is no such mail among what is kept apart.
class SpamNotFound extends Refusal {

    SpamNotFound() {
        super(Kind.NOT_FOUND, Texts.t("mail.spam.not-found"));
    }
}
