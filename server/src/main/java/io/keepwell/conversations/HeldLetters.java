package io.keepwell.conversations;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Letters of strangers in a conversation (T2): a person says that they belong there, or gives them one of their own.
@Service
class HeldLetters {

    private final ConversationStore store;
    private final MessageStore messages;
    private final ConversationNews news;
    private final Customers customers;
    private final Members members;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HeldLetters(
            ConversationStore store,
            MessageStore messages,
            ConversationNews news,
            Customers customers,
            Members members,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.news = news;
        this.customers = customers;
        this.members = members;
        this.events = events;
        this.clock = clock;
    }

    /// Makes the author take part. From now on it is a letter like any other: the conversation is ours to act again,
    /// and they wait for an answer.
    @Transactional
    void confirm(UUID id) {
        var conversation = conversationOf(held(id));
        var message = held(id);
        if (conversation.closed()) {
            throw new ConversationClosed(conversation.number());
        }
        var author = meet(message);
        var at = now();
        messages.confirm(id, author.id());
        store.takesPart(conversation.id(), address(message).value(), message.authorName(), at);
        store.happened(conversation.id(), at, me(), "confirmed", null, message.authorName());
        switch (conversation.state()) {
            case PENDING, ON_HOLD, SOLVED -> {
                store.set(conversation.id(), "state = 'open', solved_at = :value", null);
                store.happened(
                        conversation.id(),
                        at,
                        me(),
                        "state",
                        conversation.state().word(),
                        "open");
            }
            case NEW, OPEN, CLOSED -> {}
        }
        news.changed(conversation.id());
    }

    /// Gives the letter a conversation of its own, with its author as the customer.
    ///
    /// @return that conversation
    @Transactional
    Conversation separate(UUID id) {
        var from = conversationOf(held(id));
        var message = held(id);
        var author = meet(message);
        var at = now();
        var own = Ids.next();
        store.insert(new NewConversation(
                own,
                from.subject(),
                Channel.EMAIL,
                from.mailbox(),
                author.id(),
                ConversationState.NEW,
                null,
                List.of(),
                false,
                from.locale(),
                null,
                message.createdAt()));
        messages.move(id, own, author.id());
        store.takesPart(own, address(message).value(), message.authorName(), at);
        var begun = store.find(own).orElseThrow();
        store.happened(from.id(), at, me(), "separated", null, String.valueOf(begun.number()));
        news.changed(from.id());
        news.changed(own);
        events.publishEvent(new ConversationOpened(own));
        return store.find(own).orElseThrow();
    }

    private Message held(UUID id) {
        return messages.find(id).filter(message -> !message.verified()).orElseThrow(MessageNotFound::new);
    }

    // Held against other changes, so what was read of the message before is to be read again.
    private Conversation conversationOf(Message message) {
        return store.lock(message.conversation()).orElseThrow();
    }

    private Customer meet(Message message) {
        return customers.meet(address(message), message.authorName(), null, message.sentAt());
    }

    private static EmailAddress address(Message message) {
        var email = message.authorEmail();
        if (email == null) {
            throw new MessageNotFound();
        }
        return new EmailAddress(email);
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
