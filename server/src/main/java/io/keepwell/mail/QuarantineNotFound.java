package io.keepwell.mail;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// No such mail is in quarantine, or not any more.
class QuarantineNotFound extends Refusal {

    QuarantineNotFound() {
        super(Kind.NOT_FOUND, Texts.t("mail.quarantine.not-found"));
    }
}
