package io.keepwell.conversations;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.IncomingMail.Automatic;
import io.keepwell.mail.IncomingMail.Existing;
import io.keepwell.mail.IncomingMail.Mark;
import io.keepwell.mail.IncomingMail.Standing;
import io.keepwell.mail.MailReceiver;
import io.keepwell.mail.Subjects;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Makes conversations out of mail.
@Component
class Intake implements MailReceiver {

    private final ConversationStore store;
    private final MessageStore messages;
    private final Beginnings beginnings;
    private final Acknowledgements acknowledgements;
    private final ConversationNews news;
    private final Customers customers;
    private final MessageMarks marks;
    private final ColleagueMail colleagues;
    private final ThanksStay thanks;
    private final Clock clock;

    Intake(
            ConversationStore store,
            MessageStore messages,
            Beginnings beginnings,
            Acknowledgements acknowledgements,
            ConversationNews news,
            Customers customers,
            MessageMarks marks,
            ColleagueMail colleagues,
            ThanksStay thanks,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.beginnings = beginnings;
        this.acknowledgements = acknowledgements;
        this.news = news;
        this.customers = customers;
        this.marks = marks;
        this.colleagues = colleagues;
        this.thanks = thanks;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Filed receive(IncomingMail mail) {
        var filed = messages.ofMail(mail.id());
        if (filed.isPresent()) {
            return new Filed(filed.get().conversation(), filed.get().id());
        }
        return Optional.ofNullable(mail.thread())
                .flatMap(store::lock)
                .map(conversation -> mail.agent() == null
                        ? continued(conversation, mail)
                        : colleagues.wrote(conversation, mail, mail.agent()))
                .orElseGet(() -> begin(mail, null));
    }

    /// A closed conversation stays as it is: what a person writes to it begins a follow-up (ST3). What machines say to
    /// it, and history that belongs to it, is attached without changing it.
    private Filed continued(Conversation conversation, IncomingMail mail) {
        boolean spoken = mail.automatic() == Automatic.NO && mail.existing() != Existing.ARCHIVE;
        if (conversation.closed() && spoken) {
            return openFollowUp(conversation, mail)
                    .map(followUp -> append(followUp, mail))
                    .orElseGet(() -> begin(mail, conversation));
        }
        return spoken && recycled(conversation, mail) ? begin(mail, conversation) : append(conversation, mail);
    }

    /// Who answers the closed conversation once more goes on where they began (T9).
    private Optional<Conversation> openFollowUp(Conversation closed, IncomingMail mail) {
        return mail.standing() == Standing.PARTICIPANT
                ? store.openFollowUp(closed.id(), mail.from().value()).flatMap(store::lock)
                : Optional.empty();
    }

    /// An old letter was answered to say something else (T10): what was solved stays solved, and the two name each
    /// other.
    private static boolean recycled(Conversation conversation, IncomingMail mail) {
        return conversation.state() == ConversationState.SOLVED
                && mail.standing() == Standing.PARTICIPANT
                && !Subjects.related(mail.subject(), conversation.subject());
    }

    private Filed append(Conversation conversation, IncomingMail mail) {
        var id = Ids.next();
        var at = mail.existing() == Existing.NO ? arrival(conversation, mail) : exact(mail.sentAt());
        boolean verified = mail.standing() == Standing.PARTICIPANT;
        boolean person = mail.automatic() == Automatic.NO;
        var customer = verified && person ? meet(mail).id() : null;
        messages.insert(Messages.fromMail(id, conversation.id(), mail, customer, verified, at));
        if (!conversation.id().equals(mail.thread())) {
            messages.addressed(id, mail.thread());
        }
        marks.put(id, mail.marks());
        messages.attach(id, mail.attachments());
        if (verified && person) {
            store.takesPart(conversation.id(), mail.from().value(), mail.fromName(), at);
            if (staysSolved(conversation)) {
                store.happened(conversation.id(), at, null, "thanks", null, null);
            } else {
                awaken(conversation, at);
            }
        }
        news.changed(conversation.id());
        return new Filed(conversation.id(), id);
    }

    /// Who only says thanks waits for nothing: where the mailbox says so, it needs nobody to see that.
    private boolean staysSolved(Conversation conversation) {
        return conversation.state() == ConversationState.SOLVED
                && thanks.on(conversation.mailbox())
                && messages.barelyThanked(conversation.id()).isPresent();
    }

    /// What a person of the customer's side writes makes it ours to act again (ST1).
    private void awaken(Conversation conversation, Instant at) {
        switch (conversation.state()) {
            case PENDING, ON_HOLD, SOLVED -> {
                store.set(conversation.id(), "state = 'open', solved_at = :value", null);
                store.happened(
                        conversation.id(),
                        at,
                        null,
                        "state",
                        conversation.state().word(),
                        ConversationState.OPEN.word());
            }
            case NEW, OPEN, CLOSED -> {}
        }
    }

    private Filed begin(IncomingMail mail, @Nullable Conversation follows) {
        var id = Ids.next();
        var message = Ids.next();
        boolean known = customers.find(mail.from()).isPresent();
        boolean person = mail.automatic() == Automatic.NO;
        var at = mail.existing() == Existing.NO ? exact(mail.receivedAt()) : exact(mail.sentAt());
        var customer = meet(mail);
        var guess = person ? KindGuess.of(mail.subject(), mail.text()) : KindGuess.none();
        var begun = new NewConversation(
                id,
                Beginnings.subject(Subjects.withoutNumber(mail.subject())),
                Channel.EMAIL,
                mail.mailbox(),
                customer.id(),
                state(mail),
                guess.kind(),
                guess.words(),
                !person,
                mail.locale() == null ? customer.locale() : mail.locale(),
                follows == null ? null : follows.id(),
                at);
        var first = Messages.fromMail(message, id, mail, person ? customer.id() : null, true, at);
        beginnings.begin(begun, first, mail.attachments());
        marks.put(message, mail.marks());
        var conversation = store.find(id).orElseThrow();
        if (follows != null) {
            store.happened(follows.id(), at, null, "followed-by", null, String.valueOf(conversation.number()));
            news.changed(follows.id());
        }
        if (!mail.marks().contains(Mark.TOO_LARGE)) {
            // else they are told that it has not reached us whole
            acknowledgements.decide(conversation, FirstContact.of(mail, known));
        }
        return new Filed(id, message);
    }

    /// History is closed, and so is a delivery report that belongs to nothing: it opens no work for anybody (L2).
    private static ConversationState state(IncomingMail mail) {
        if (mail.existing() == Existing.ARCHIVE || mail.automatic() == Automatic.BOUNCE) {
            return ConversationState.CLOSED;
        }
        return mail.existing() == Existing.OPEN ? ConversationState.OPEN : ConversationState.NEW;
    }

    private Customer meet(IncomingMail mail) {
        return customers.meet(mail.from(), mail.fromName(), mail.locale(), mail.sentAt());
    }

    /// When it arrived; but never before what had been said by the time it was filed, so that no answer counts for a
    /// letter that its author had not seen.
    private Instant arrival(Conversation conversation, IncomingMail mail) {
        return conversation.lastMessageAt().isBefore(mail.receivedAt())
                ? exact(mail.receivedAt())
                : exact(clock.instant());
    }

    // As exact as the database keeps it.
    private static Instant exact(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Optional<ThreadFacts> facts(UUID thread) {
        return store.find(thread).flatMap(conversation -> {
            // one that has become part of another keeps its mailbox, so that what was sent from there is answered there
            var participants = store.participants(store.survivor(thread));
            return participants.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ThreadFacts(
                            participants.getFirst(),
                            new HashSet<>(participants),
                            conversation.number(),
                            conversation.mailbox()));
        });
    }

    @Override
    public Optional<UUID> byNumber(long number) {
        return store.byNumber(number).map(Conversation::id);
    }
}
