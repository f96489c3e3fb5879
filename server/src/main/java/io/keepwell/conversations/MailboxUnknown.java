package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// There is no such mailbox.
final class MailboxUnknown extends Refusal {

    MailboxUnknown() {
        super(Kind.NOT_FOUND, Texts.t("conversations.desk.no-mailbox"));
    }
}
