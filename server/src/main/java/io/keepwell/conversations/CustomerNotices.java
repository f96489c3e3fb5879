package io.keepwell.conversations;

import io.keepwell.mail.Letter;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells customers what they did not ask for, each in their own thread (PR6), for the modules above. Everything
/// takes part in the transaction of the caller, so that it is written once or not at all.
@Service
public class CustomerNotices {

    private final ConversationStore store;
    private final MessageStore messages;
    private final ReplyLetters letters;
    private final ConversationNews news;
    private final Clock clock;

    CustomerNotices(
            ConversationStore store, MessageStore messages, ReplyLetters letters, ConversationNews news, Clock clock) {
        this.store = store;
        this.messages = messages;
        this.letters = letters;
        this.news = news;
        this.clock = clock;
    }

    /// Writes it where the customer reported what it is about, else in a conversation that is solved as it
    /// begins: an answer opens it. The state of theirs stays as it is, a closed one too.
    @Transactional
    public NoticeOutcome write(NewNotice notice) {
        var at = now();
        if (notice.conversation() == null && !letters.reaches(notice.customer())) {
            return new NoticeOutcome.NoWay();
        }
        var own = notice.conversation() == null ? begun(notice, at) : notice.conversation();
        var conversation = store.lock(own).orElseThrow(() -> new ConversationNotFound(own.toString()));
        var found = letters.route(conversation);
        if (found.isEmpty()) {
            return new NoticeOutcome.NoWay();
        }
        var route = found.get();
        var author = notice.author() == null ? letters.speaker(conversation) : notice.author();
        var message = Messages.notice(Ids.next(), conversation.id(), author, notice.text(), at);
        messages.insert(message);
        letters.send(route, conversation, message, List.of(), Letter.Kind.NOTICE);
        if (route instanceof ReplyLetters.Route.ByMail letter) {
            store.takesPart(conversation.id(), letter.to().value(), letter.toName(), at);
        }
        news.changed(conversation.id());
        return new NoticeOutcome.Written(conversation.id(), message.id());
    }

    /// The first name to greet somebody by, where it plainly is one (decisions: greeting).
    public Optional<String> firstName(@Nullable String name) {
        return GreetingName.of(name);
    }

    /// Sends a notice again whose letter failed, came back or is uncertain, because a person said so: the same
    /// letter with the same Message-ID. Before anything of the conversation is held: the worker that sends
    /// holds the letter first.
    ///
    /// @param message id of its message
    /// @return false where it is in no such state
    @Transactional
    public boolean sendAgain(UUID message) {
        return letters.sendAgain(message);
    }

    private UUID begun(NewNotice notice, Instant at) {
        var id = Ids.next();
        store.insert(new NewConversation(
                id,
                notice.subject(),
                Channel.EMAIL,
                null,
                notice.customer(),
                ConversationState.SOLVED,
                null,
                List.of(),
                false,
                notice.locale(),
                null,
                at));
        return id;
    }

    /// Says what is known of the cause, on a closed conversation too: it is what happened elsewhere.
    @Transactional
    public void cause(UUID id, CauseState cause) {
        store.lock(id).filter(conversation -> conversation.cause() != cause).ifPresent(conversation -> {
            store.set(conversation.id(), "cause = :value", cause.word());
            store.happened(
                    conversation.id(),
                    now(),
                    null,
                    "cause",
                    conversation.cause().word(),
                    cause.word());
            news.changed(conversation.id());
        });
    }

    /// What waited for the cause to end, and for nothing else, is solved with it (PR8).
    @Transactional
    public void solveHeld(UUID id) {
        store.lock(id)
                .filter(conversation -> conversation.state() == ConversationState.ON_HOLD)
                .ifPresent(conversation -> {
                    var at = now();
                    store.set(conversation.id(), "state = 'solved', solved_at = :value", at);
                    store.happened(conversation.id(), at, null, "state", "on-hold", "solved");
                    news.changed(conversation.id());
                });
    }

    /// What was thought to be over is not: it is open again, and its cause too (3.7.11). A closed one stays
    /// closed.
    @Transactional
    public void reopen(UUID id) {
        cause(id, CauseState.OPEN);
        store.lock(id)
                .filter(conversation -> conversation.state() == ConversationState.SOLVED
                        || conversation.state() == ConversationState.PENDING
                        || conversation.state() == ConversationState.ON_HOLD)
                .ifPresent(conversation -> {
                    store.set(conversation.id(), "state = 'open', solved_at = :value", null);
                    store.happened(
                            conversation.id(),
                            now(),
                            null,
                            "state",
                            conversation.state().word(),
                            "open");
                    news.changed(conversation.id());
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
