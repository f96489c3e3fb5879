package io.keepwell.mail;

import io.keepwell.mail.mime.ParsedMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells whoever sent a mail that is larger than we take in, once per mail, that only its beginning has reached us
/// (M9). What we say to an address that nobody has proven has a small budget (L6), and repeats nothing of theirs.
@Component
class TooLargeMail {

    private static final int PER_SENDER = 2;
    private static final int IN_ALL = 100;
    private static final Duration WINDOW = Duration.ofHours(3);

    private final LetterPost letters;
    private final MailboxStore mailboxes;
    private final MailSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Locale locale;

    TooLargeMail(
            LetterPost letters,
            MailboxStore mailboxes,
            MailSettings settings,
            JdbcClient jdbc,
            Clock clock,
            KeepwellSettings workspace) {
        this.letters = letters;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
        this.locale = workspace.locale();
    }

    /// What stands in the place of its words.
    ///
    /// @param told whether its sender is told
    String words(RawMail raw, boolean told) {
        return Texts.in(locale, "mail.stub", "size", raw.size() / 1_000_000, "told", String.valueOf(told));
    }

    /// Who is to be told; empty where that would start a loop, or where the budget is used up.
    ///
    /// @param addressed whether a recipient header names the mailbox
    Optional<EmailAddress> sender(RawMail raw, ParsedMail mail, boolean addressed) {
        if (raw.existing() != IncomingMail.Existing.NO || !addressed) {
            return Optional.empty();
        }
        return Optional.ofNullable(mail.people().returnPath())
                .flatMap(EmailAddress::parse)
                .filter(sender -> mailboxes.active().stream()
                        .noneMatch(account -> account.address().equals(sender.value())))
                .filter(this::withinBudget);
    }

    private boolean withinBudget(EmailAddress sender) {
        var sent = jdbc.sql("""
                        select count(*) as all_of_them, count(*) filter (where recipient = :sender) as theirs
                          from letter
                         where cause_key like 'too-large:%'
                           and created_at > :since
                        """)
                .param("sender", sender.value())
                .param("since", clock.instant().minus(WINDOW).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new int[] {row.getInt("all_of_them"), row.getInt("theirs")})
                .single();
        return sent[0] < IN_ALL && sent[1] < PER_SENDER;
    }

    /// Puts the letter into the outbox, within the transaction that files the mail.
    void tell(RawMail raw, Account account, ParsedMail mail, EmailAddress sender, UUID thread, MailReceiver receiver) {
        var facts = receiver.facts(thread);
        if (facts.isEmpty()) {
            return;
        }
        var language = LanguageGuess.of(mail.subject(), mail.languages(), Texts.LANGUAGES)
                .orElse(locale);
        letters.send(new Letter(
                Ids.next(),
                "too-large:" + raw.id(),
                Letter.Kind.ACKNOWLEDGEMENT,
                account.id(),
                thread,
                facts.get().number(),
                sender,
                null,
                account.name(),
                Texts.in(language, "mail.too-large.subject"),
                Texts.in(
                        language,
                        "mail.too-large.text",
                        "size",
                        raw.size() / 1_000_000,
                        "largest",
                        settings.largest().toMegabytes(),
                        "name",
                        account.name()),
                List.of(),
                List.of(),
                language,
                clock.instant(),
                mail.messageId()));
    }
}
