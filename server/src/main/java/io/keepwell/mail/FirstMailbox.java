package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import org.springframework.stereotype.Service;

/// For whoever begins before a mail server is connected.
@Service
public class FirstMailbox {

    private final MailboxKeeping keeping;

    FirstMailbox(MailboxKeeping keeping) {
        this.keeping = keeping;
    }

    /// Makes a mailbox without a server: what is sent from it stays in the mail room, until it is given its servers.
    ///
    /// @throws io.keepwell.shared.Refusal where there is a mailbox with this address already
    public Mailbox make(EmailAddress address, String name) {
        return keeping.create(new MailboxDraft(
                        address.value(),
                        name,
                        null,
                        null,
                        null,
                        false,
                        Account.Existing.IGNORE,
                        null,
                        Account.AfterFetch.LEAVE))
                .asMailbox();
    }
}
