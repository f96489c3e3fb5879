package io.keepwell.mail;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// Nobody of that id is blocked.
class SenderNotBlocked extends Refusal {

    SenderNotBlocked() {
        super(Kind.NOT_FOUND, Texts.t("mail.blocked.not-found"));
    }
}
