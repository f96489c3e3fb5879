package io.keepwell.mail;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;
import java.util.List;

/// The address has a mailbox already.
class MailboxExists extends Refusal {

    MailboxExists(String address) {
        super(
                Kind.CONFLICT,
                Texts.t("mail.mailbox.exists", "address", address),
                List.of(new FieldError("address", Texts.t("mail.mailbox.exists", "address", address))));
    }
}
