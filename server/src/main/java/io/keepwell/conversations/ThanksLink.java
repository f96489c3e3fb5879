package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.MailboxPart;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Leads from a mailbox to what happens when somebody only says thanks.
@Component
@Order(50)
class ThanksLink implements MailboxPart {

    @Override
    public String href(UUID mailbox) {
        return "/settings/thanks/" + mailbox;
    }

    @Override
    public String label() {
        return t("conversations.thanks.title");
    }

    @Override
    public String sentence() {
        return t("conversations.thanks.sentence");
    }
}
