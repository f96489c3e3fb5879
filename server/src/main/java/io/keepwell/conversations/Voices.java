package io.keepwell.conversations;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// How we speak to customers, for what is written by modules above: under which name, and how formally.
@Service
public class Voices {

    /// @param company  name of the company
    /// @param informal whether customers are addressed informally
    public record Voice(String company, boolean informal) {}

    private final Mailboxes mailboxes;
    private final MailboxDesks desks;

    Voices(Mailboxes mailboxes, MailboxDesks desks) {
        this.mailboxes = mailboxes;
        this.desks = desks;
    }

    /// How a mailbox speaks in a language; empty where there is none at all.
    ///
    /// @param mailbox null for the first one
    public Optional<Voice> of(@Nullable UUID mailbox, Locale locale) {
        var all = mailboxes.all();
        return all.stream()
                .filter(it -> it.id().equals(mailbox))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(it -> voice(it, locale));
    }

    private Voice voice(Mailbox mailbox, Locale locale) {
        var desk = desks.of(mailbox);
        return new Voice(desk.company(), desk.informal(locale));
    }
}
