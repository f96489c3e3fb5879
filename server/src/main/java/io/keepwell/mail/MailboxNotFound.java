package io.keepwell.mail;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// There is no such mailbox, or not any more.
class MailboxNotFound extends Refusal {

    MailboxNotFound() {
        super(Kind.NOT_FOUND, Texts.t("mail.mailbox.not-found"));
    }
}
