package io.keepwell.conversations;

import io.keepwell.conversations.AcknowledgementWords.Finished;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a mailbox says to new conversations, and when it is attended.
@Service
class AcknowledgementSettings {

    private static final int LONGEST_TEXT = 2_000;
    private static final Duration SAMPLE_AGE = Duration.ofHours(5);

    private final MailboxDesks desks;
    private final Wordings wordings;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final PageLine page;
    private final ObjectProvider<KnownProblems> known;
    private final Audit audit;
    private final Clock clock;

    AcknowledgementSettings(
            MailboxDesks desks,
            Wordings wordings,
            ObjectProvider<Mailboxes> mailboxes,
            PageLine page,
            ObjectProvider<KnownProblems> known,
            Audit audit,
            Clock clock) {
        this.desks = desks;
        this.wordings = wordings;
        this.mailboxes = mailboxes;
        this.page = page;
        this.known = known;
        this.audit = audit;
        this.clock = clock;
    }

    /// What customers read: for a question, for a complaint, and for a complaint about a problem we know of.
    ///
    /// @param names whether problems are named at all
    record Previews(Finished question, Finished complaint, Finished known, boolean names) {}

    List<Mailbox> mailboxes() {
        return mailboxes.getObject().all();
    }

    Mailbox mailbox(UUID id) {
        return mailboxes.getObject().find(id).orElseThrow(MailboxUnknown::new);
    }

    MailboxDesk desk(Mailbox mailbox) {
        return desks.of(mailbox);
    }

    AcknowledgementWords words(MailboxDesk desk, Locale locale) {
        return wordings.of(desk, locale);
    }

    Map<AcknowledgementPart, String> edited(UUID mailbox, Locale locale) {
        return wordings.edited(mailbox, locale);
    }

    /// The wording with changes that nobody has kept yet.
    ///
    /// @param texts words typed, by part; an empty one goes back to the message files
    AcknowledgementWords tried(MailboxDesk desk, Locale locale, Map<AcknowledgementPart, String> texts) {
        var parts = new EnumMap<>(words(desk, locale).parts());
        var defaults = Wordings.defaults(locale, desk.informal(locale));
        texts.forEach((part, text) -> parts.put(part, cleaned(text).isEmpty() ? defaults.get(part) : cleaned(text)));
        return new AcknowledgementWords(parts);
    }

    /// What Ana would read if she wrote now.
    Previews previews(MailboxDesk desk, AcknowledgementWords words, Locale locale) {
        return new Previews(
                preview(words, locale, sample(desk, locale, "question", false)),
                preview(words, locale, sample(desk, locale, "complaint", false)),
                preview(words, locale, sample(desk, locale, "complaint", true)),
                known.stream().anyMatch(KnownProblems::on));
    }

    private Finished preview(AcknowledgementWords words, Locale locale, AcknowledgementFacts sample) {
        var letter = words.letter(sample);
        return new Finished(letter.subject(), letter.text() + page.sample(locale));
    }

    private AcknowledgementFacts sample(MailboxDesk desk, Locale locale, String which, boolean about) {
        var now = clock.instant();
        return new AcknowledgementFacts(
                Texts.in(locale, "conversations.desk.sample.name"),
                Texts.in(locale, "conversations.desk.sample." + which),
                which.equals("complaint"),
                desk.answeringName(),
                desk.promise(now)
                        .map(at -> PromisedTime.words(at, now, desk.zone(), locale))
                        .orElse(null),
                desk.company(),
                about
                        ? new AcknowledgementFacts.Known(
                                Texts.in(locale, "conversations.desk.sample.known"),
                                PromisedTime.past(now.minus(SAMPLE_AGE), desk.zone(), locale),
                                Texts.in(locale, "conversations.desk.sample.known.words"),
                                true)
                        : null);
    }

    /// Keeps the desk and the words.
    @Transactional
    void change(Mailbox mailbox, DeskChange change, Map<Locale, Map<AcknowledgementPart, @Nullable String>> texts) {
        var desk = change.to(desks.of(mailbox));
        desks.keep(mailbox, desk);
        texts.forEach((locale, parts) -> parts.forEach((part, text) -> keep(desk, locale, part, text)));
        audit.record("acknowledgement.changed", mailbox.id(), mailbox.name(), Map.of());
    }

    private void keep(MailboxDesk desk, Locale locale, AcknowledgementPart part, @Nullable String text) {
        var words = text == null ? "" : cleaned(text);
        check(locale, part, words);
        var otherwise = Wordings.defaults(locale, desk.informal(locale)).get(part);
        if (words.isEmpty() || words.equals(otherwise)) {
            wordings.reset(desk.mailbox(), locale, part);
        } else {
            wordings.keep(desk.mailbox(), locale, part, words);
        }
    }

    /// Refuses words that are too long, or that name something this part does not know.
    static void check(Locale locale, AcknowledgementPart part, String words) {
        var field = "texts." + locale.getLanguage() + "." + part.word();
        if (words.length() > LONGEST_TEXT) {
            throw InvalidRequest.field(field, Texts.t("conversations.desk.wrong.length", "most", LONGEST_TEXT));
        }
        AcknowledgementWords.unknownVariable(part, words).ifPresent(name -> {
            throw InvalidRequest.field(
                    field,
                    Texts.t(
                            "conversations.desk.wrong.variable",
                            "typed",
                            name,
                            "known",
                            String.join(", ", part.variables())));
        });
    }

    private static String cleaned(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    /// Switches acknowledgements on; whoever does so has seen what customers will read.
    @Transactional
    void switchOn(Mailbox mailbox) {
        desks.previewSeen(mailbox);
        mailboxes.getObject().acknowledge(mailbox.id(), true);
        audit.record("acknowledgement.switched-on", mailbox.id(), mailbox.name(), Map.of());
    }

    @Transactional
    void switchOff(Mailbox mailbox) {
        mailboxes.getObject().acknowledge(mailbox.id(), false);
        audit.record("acknowledgement.switched-off", mailbox.id(), mailbox.name(), Map.of());
    }
}
