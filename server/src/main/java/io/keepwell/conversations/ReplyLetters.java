package io.keepwell.conversations;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.Letter;
import io.keepwell.mail.Letters;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Sends replies as letters, from the mailbox of the conversation and by the name of whoever wrote them.
@Component
class ReplyLetters {

    private static final int QUOTES = 8;

    private final MessageStore messages;
    private final MailboxDesks desks;
    private final Customers customers;
    private final PageLine page;
    // lazily: mail itself reaches back to us with what arrives
    private final ObjectProvider<Letters> letters;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final ObjectProvider<ReplyWay> ways;
    private final KeepwellSettings settings;

    ReplyLetters(
            MessageStore messages,
            MailboxDesks desks,
            Customers customers,
            PageLine page,
            ObjectProvider<Letters> letters,
            ObjectProvider<Mailboxes> mailboxes,
            ObjectProvider<ReplyWay> ways,
            KeepwellSettings settings) {
        this.messages = messages;
        this.desks = desks;
        this.customers = customers;
        this.page = page;
        this.letters = letters;
        this.mailboxes = mailboxes;
        this.ways = ways;
        this.settings = settings;
    }

    /// The way an answer takes.
    sealed interface Route {

        /// As a letter.
        record ByMail(
                Mailbox mailbox, EmailAddress to, @Nullable String toName) implements Route {}

        /// In an application that the customer uses.
        record InApp(ReplyWay way) implements Route {}
    }

    /// The way an answer takes: in the application where the conversation is held, else as a letter. Empty
    /// where there is neither.
    Optional<Route> route(Conversation conversation) {
        return ways.stream()
                .filter(way -> way.takes(conversation))
                .findFirst()
                .<Route>map(Route.InApp::new)
                .or(() -> byMail(conversation));
    }

    /// The way a letter takes: to where the person who wrote last wants answers (T6), else to the address that
    /// identifies the customer. Empty where there is no address, or no mailbox to write from.
    Optional<Route.ByMail> byMail(Conversation conversation) {
        var mailbox = mailbox(conversation);
        if (mailbox.isEmpty()) {
            return Optional.empty();
        }
        var customer = customers.find(conversation.customer());
        var last = messages.toAnswer(conversation.id());
        var to = last.map(ReplyLetters::answersTo)
                .or(() -> customer.map(person -> person.email()))
                .flatMap(EmailAddress::parse);
        var name = last.map(Message::authorName).or(() -> customer.map(person -> person.name()));
        return to.map(address -> new Route.ByMail(mailbox.get(), address, name.orElse(null)));
    }

    /// Whether a first letter can be written to a customer: there is an address, and a mailbox to write from.
    boolean reaches(UUID customer) {
        return !mailboxes.getObject().all().isEmpty()
                && customers.find(customer).map(Customer::email).isPresent();
    }

    private static @Nullable String answersTo(Message message) {
        return message.replyTo() == null ? message.authorEmail() : message.replyTo();
    }

    private Optional<Mailbox> mailbox(Conversation conversation) {
        var own = conversation.mailbox();
        return own == null
                ? mailboxes.getObject().all().stream().findFirst()
                : mailboxes.getObject().find(own);
    }

    /// Puts the reply into the outbox, within the current transaction. Only what was said in public is quoted
    /// (T16).
    void send(Route route, Conversation conversation, Message message, List<IncomingMail.Attachment> files) {
        send(route, conversation, message, files, Letter.Kind.REPLY);
    }

    /// Sends a letter once more that failed, came back or is uncertain; false where it is in no such state.
    boolean sendAgain(UUID message) {
        return letters.getObject().resend(message);
    }

    /// Who writes in a conversation where no person does.
    String speaker(Conversation conversation) {
        return mailbox(conversation)
                .map(mailbox -> desks.of(mailbox).answeringName())
                .orElse("Keepwell");
    }

    /// The same for a letter of any kind.
    void send(
            Route route,
            Conversation conversation,
            Message message,
            List<IncomingMail.Attachment> files,
            Letter.Kind kind) {
        switch (route) {
            case Route.ByMail letter -> send(letter, conversation, message, files, kind);
            case Route.InApp(var way) ->
                way.send(conversation, message.id(), Objects.requireNonNull(message.dueAt(), "an answer is due"));
        }
    }

    private void send(
            Route.ByMail route,
            Conversation conversation,
            Message message,
            List<IncomingMail.Attachment> files,
            Letter.Kind kind) {
        var quoted = messages.quotable(conversation.id(), QUOTES).stream()
                .filter(earlier -> !earlier.id().equals(message.id()))
                .map(earlier -> new Letter.Quote(earlier.authorName(), earlier.createdAt(), earlier.text()))
                .toList();
        var letter = new Letter(
                message.id(),
                "reply:" + message.id(),
                kind,
                route.mailbox().id(),
                conversation.id(),
                conversation.number(),
                route.to(),
                route.toName(),
                message.authorName() + " (" + desks.of(route.mailbox()).company() + ")",
                conversation.subject(),
                message.text(),
                quoted,
                files,
                conversation.locale() == null ? settings.locale() : conversation.locale(),
                Objects.requireNonNull(message.dueAt(), "a letter is due"),
                null);
        letters.getObject().send(kind == Letter.Kind.NOTICE ? page.under(letter, conversation.customer()) : letter);
    }
}
