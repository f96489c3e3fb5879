package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.MailboxPart;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Leads from a mailbox to what it says to those who begin a conversation.
@Component
class AcknowledgementLink implements MailboxPart {

    @Override
    public String href(UUID mailbox) {
        return "/settings/acknowledgement?mailbox=" + mailbox;
    }

    @Override
    public String label() {
        return t("conversations.desk.title");
    }

    @Override
    public String sentence() {
        return t("conversations.desk.sentence");
    }
}
