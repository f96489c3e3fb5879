package io.keepwell.conversations;

import io.keepwell.conversations.Acknowledgement.Due;
import io.keepwell.conversations.Acknowledgement.Reason;
import io.keepwell.conversations.Acknowledgement.Withheld;
import io.keepwell.mail.Letter;
import io.keepwell.mail.Letters;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Tells customers, once and at once, that their conversation has reached us; in the transaction that opens it.
@Component
class Acknowledgements {

    private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);
    private static final Set<Reason> BUDGETS =
            Set.of(Reason.SENDER_BUDGET, Reason.SUBJECT_BUDGET, Reason.STRANGERS_BUDGET);

    private final AcknowledgementStore store;
    private final ConversationStore conversations;
    private final MessageStore messages;
    private final MailboxDesks desks;
    private final Wordings wordings;
    private final ConversationNews news;
    private final PageLine page;
    private final ObjectProvider<KnownProblems> known;
    // lazily: mail itself reaches back to us with what arrives
    private final ObjectProvider<Letters> letters;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final KeepwellSettings settings;
    private final Clock clock;

    Acknowledgements(
            AcknowledgementStore store,
            ConversationStore conversations,
            MessageStore messages,
            MailboxDesks desks,
            Wordings wordings,
            ConversationNews news,
            PageLine page,
            ObjectProvider<KnownProblems> known,
            ObjectProvider<Letters> letters,
            ObjectProvider<Mailboxes> mailboxes,
            KeepwellSettings settings,
            Clock clock) {
        this.store = store;
        this.conversations = conversations;
        this.messages = messages;
        this.desks = desks;
        this.wordings = wordings;
        this.news = news;
        this.page = page;
        this.known = known;
        this.letters = letters;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    /// Decides about a new conversation, and sends what is due. A second call for the same conversation changes
    /// nothing.
    ///
    /// @return what is decided; empty where it had been decided before
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Acknowledgement> decide(Conversation conversation, FirstContact contact) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var mailbox = mailboxes.getObject().find(contact.mailbox());
        var subject = Beginnings.normalised(conversation.subject());
        var decision = plan(contact, mailbox, subject, now);
        var due = decision instanceof Due(var to) ? to : null;
        var reason = decision instanceof Withheld(var why) ? why : null;
        if (!store.decide(conversation.id(), now, due, subject, contact.stranger(), reason)) {
            return Optional.empty();
        }
        switch (decision) {
            case Due(var to) -> send(conversation, contact, mailbox.orElseThrow(), new Due(to), now);
            case Withheld(var why) -> withhold(conversation, why, now);
        }
        return Optional.of(decision);
    }

    private Acknowledgement plan(FirstContact contact, Optional<Mailbox> mailbox, String subject, Instant now) {
        var to = contact.returnPath();
        boolean ourselves = to != null && mailboxes.getObject().ours(to.value());
        var planned =
                Acknowledgement.plan(contact, mailbox.map(Mailbox::acknowledge).orElse(false), ourselves);
        if (planned instanceof Due(var recipient)) {
            return store.exhausted(recipient, subject, contact.stranger(), now)
                    .<Acknowledgement>map(Withheld::new)
                    .orElse(planned);
        }
        return planned;
    }

    private void withhold(Conversation conversation, Reason reason, Instant now) {
        if (BUDGETS.contains(reason) && store.firstWithheld(reason, now)) {
            // one word for the operator; how many more there are stands in the health
            log.warn("An acknowledgement was withheld: {}", Words.of(reason));
        }
        if (reason != Reason.EXISTING) {
            conversations.happened(conversation.id(), now, null, "acknowledgement-withheld", null, Words.of(reason));
        }
        news.changed(conversation.id());
    }

    /// Tells a customer within an application that their conversation has reached us, where its mailbox does so. No
    /// letter leaves, so no budget is used. A second call for the same conversation changes nothing.
    ///
    /// @param name the customer's name, or null
    @Transactional(propagation = Propagation.MANDATORY)
    void inApp(Conversation conversation, @Nullable String name) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var mailbox = Optional.ofNullable(conversation.mailbox())
                .flatMap(id -> mailboxes.getObject().find(id));
        boolean wanted = mailbox.map(Mailbox::acknowledge).orElse(false);
        var reason = wanted ? null : Reason.SWITCHED_OFF;
        var subject = Beginnings.normalised(conversation.subject());
        if (!store.decide(conversation.id(), now, null, subject, false, reason)) {
            return;
        }
        if (reason != null) {
            withhold(conversation, reason, now);
            return;
        }
        var said = words(conversation, mailbox.orElseThrow(), name, conversation.subject(), true, now);
        messages.insert(Messages.acknowledgementInApp(
                conversation.id(), said.desk().answeringName(), said.words().spoken(said.facts()), now));
        said.promised().ifPresent(at -> conversations.set(conversation.id(), "promised_at = :value", at));
        conversations.set(conversation.id(), "acknowledged_at = :value", now);
        news.changed(conversation.id());
    }

    private record Said(
            MailboxDesk desk,
            Locale locale,
            Optional<Instant> promised,
            AcknowledgementWords words,
            AcknowledgementFacts facts) {}

    // What hits a customer is told to nobody who only says that they are that customer (L6).
    private Said words(
            Conversation conversation,
            Mailbox mailbox,
            @Nullable String name,
            String subject,
            boolean proven,
            Instant now) {
        var desk = desks.of(mailbox);
        var locale = Texts.supported(conversation.locale() == null ? settings.locale() : conversation.locale());
        var promised = desk.promise(now);
        var facts = new AcknowledgementFacts(
                GreetingName.of(name).orElse(null),
                subject,
                conversation.complaint(),
                desk.answeringName(),
                promised.map(at -> PromisedTime.words(at, now, desk.zone(), locale))
                        .orElse(null),
                desk.company(),
                proven ? known(conversation, desk, locale) : null);
        return new Said(desk, locale, promised, wordings.of(desk, locale), facts);
    }

    private AcknowledgementFacts.@Nullable Known known(Conversation conversation, MailboxDesk desk, Locale locale) {
        return known.stream()
                .flatMap(it -> it.of(conversation, locale).stream())
                .findFirst()
                .map(it -> new AcknowledgementFacts.Known(
                        it.title(), PromisedTime.past(it.since(), desk.zone(), locale), it.words(), it.sure()))
                .orElse(null);
    }

    private void send(Conversation conversation, FirstContact contact, Mailbox mailbox, Due due, Instant now) {
        var subject = contact.mayBeRepeated() ? conversation.subject() : "";
        var said = words(conversation, mailbox, contact.name(), subject, contact.mayBeRepeated(), now);
        var letter = said.words().letter(said.facts());
        var sent = new Letter(
                Ids.next(),
                "acknowledgement:" + conversation.id(),
                Letter.Kind.ACKNOWLEDGEMENT,
                mailbox.id(),
                conversation.id(),
                conversation.number(),
                due.to(),
                null,
                said.desk().answeringName(),
                letter.subject(),
                letter.text(),
                List.of(),
                List.of(),
                said.locale(),
                now,
                contact.messageId());
        messages.insert(Messages.acknowledgement(conversation.id(), sent, now));
        said.promised().ifPresent(at -> conversations.set(conversation.id(), "promised_at = :value", at));
        letters.getObject().send(page.under(sent, conversation.customer()));
        news.changed(conversation.id());
    }
}
