package io.keepwell.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a reply will go out with besides its words.
@Component
public class ReplyFooting {

    private final MailboxStore mailboxes;
    private final MailboxAliases aliases;
    private final MailboxSignatures signatures;

    ReplyFooting(MailboxStore mailboxes, MailboxAliases aliases, MailboxSignatures signatures) {
        this.mailboxes = mailboxes;
        this.aliases = aliases;
        this.signatures = signatures;
    }

    /// The address a reply goes out from, where that is not the mailbox's own.
    public Optional<String> alias(UUID mailbox, UUID thread) {
        return mailboxes
                .find(mailbox)
                .flatMap(account -> Optional.of(aliases.answerFrom(account, thread, null))
                        .filter(from -> !from.equals(account.address())));
    }

    /// What stands under it.
    public Optional<MailboxSignatures.Signature> signature(UUID mailbox, Locale locale, String agent) {
        return signatures.of(mailbox, locale, agent);
    }
}
