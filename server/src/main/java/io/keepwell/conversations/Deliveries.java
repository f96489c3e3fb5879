package io.keepwell.conversations;

import io.keepwell.mail.Letter;
import io.keepwell.mail.LetterChanged;
import io.keepwell.mail.Letters;
import io.keepwell.platform.OutboxState;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of letters on their way out, and what people may do about it.
@Service
class Deliveries {

    private static final Set<OutboxState> NOT_ARRIVED =
            EnumSet.of(OutboxState.FAILED, OutboxState.BOUNCED, OutboxState.SUPPRESSED);

    private final ConversationStore store;
    private final MessageStore messages;
    private final AlongWith along;
    private final Drafts drafts;
    private final AttachmentStore attachments;
    private final KeptFiles files;
    private final ConversationNews news;
    private final Members members;
    // lazily: mail itself reaches back to us with what arrives
    private final ObjectProvider<Letters> letters;
    private final ObjectProvider<ReplyWay> ways;
    private final Clock clock;

    Deliveries(
            ConversationStore store,
            MessageStore messages,
            AlongWith along,
            Drafts drafts,
            AttachmentStore attachments,
            KeptFiles files,
            ConversationNews news,
            Members members,
            ObjectProvider<Letters> letters,
            ObjectProvider<ReplyWay> ways,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.along = along;
        this.drafts = drafts;
        this.attachments = attachments;
        this.files = files;
        this.news = news;
        this.members = members;
        this.letters = letters;
        this.ways = ways;
        this.clock = clock;
    }

    /// Takes part in the transaction that moves the letter.
    @EventListener
    @Transactional
    void on(LetterChanged changed) {
        var at = now();
        if (!messages.delivered(changed.letter(), changed.state().word(), changed.reason(), at)) {
            return;
        }
        // where the letter is now; it may have gone there since it was written
        var conversation = get(changed.letter()).conversation();
        if (changed.kind() == Letter.Kind.ACKNOWLEDGEMENT && changed.state() == OutboxState.SENT) {
            store.set(changed.thread(), "acknowledged_at = coalesce(acknowledged_at, :value)", at);
        }
        if (changed.kind() == Letter.Kind.REPLY && NOT_ARRIVED.contains(changed.state())) {
            reopen(conversation, at);
        }
        if (new ConversationHappened.Delivered(changed.letter(), changed.state().word()).onItsWay()) {
            news.cameFurther(conversation);
        } else {
            news.changed(conversation);
        }
    }

    /// The same for an answer on another way.
    @EventListener
    @Transactional
    void on(ReplyMoved moved) {
        if (messages.delivered(moved.message(), moved.state().word(), moved.reason(), now())) {
            news.changed(get(moved.message()).conversation());
        }
    }

    /// A reply that did not arrive is no answer: what rested on it is ours to act again.
    private void reopen(UUID conversation, Instant at) {
        store.lock(conversation)
                .filter(it -> it.state() == ConversationState.PENDING || it.state() == ConversationState.SOLVED)
                .ifPresent(it -> {
                    store.set(conversation, "state = 'open', solved_at = :value", null);
                    store.happened(conversation, at, null, "state", it.state().word(), "open");
                });
    }

    /// Takes a reply back that has not left, and puts its text and its files into the draft of whoever does so.
    /// The state that came with it goes as well, and so does what it was put off until.
    @Transactional
    void takeBack(UUID id) {
        var me = members.require();
        var message = get(id);
        // Before anything of ours is held: the worker that sends holds the letter first, then the conversation.
        if (!letters.getObject().cancel(id) && ways.stream().noneMatch(way -> way.cancel(id))) {
            throw TooLate.toTakeBack();
        }
        var conversation = store.lock(message.conversation()).orElseThrow();
        var at = now();
        messages.delivered(id, OutboxState.CANCELLED.word(), null, at);
        along.giveBack(conversation, message.createdAt(), at);
        drafts.giveBack(conversation.id(), me.id(), "message", message.text());
        files.giveBack(conversation.id(), me.id(), attachments.attached(id));
        news.changed(conversation.id());
    }

    /// Sends a reply again that failed or is uncertain, because a person said so.
    @Transactional
    void sendAgain(UUID id) {
        members.require();
        var message = get(id);
        if (!letters.getObject().resend(id)) {
            throw TooLate.toSendAgain();
        }
        news.changed(message.conversation());
    }

    private Message get(UUID id) {
        return messages.find(id).orElseThrow(MessageNotFound::new);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
