package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.shared.Ids;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the team writes: replies to customers, and notes to itself.
@Service
class Replies {

    private final ConversationStore store;
    private final MessageStore messages;
    private final Conversations conversations;
    private final Beginnings beginnings;
    private final ReplyLetters letters;
    private final Snoozes snoozes;
    private final Drafts drafts;
    private final KeptFiles files;
    private final ConversationNews news;
    private final Members members;
    private final ObjectProvider<ReplyGuard> guards;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Replies(
            ConversationStore store,
            MessageStore messages,
            Conversations conversations,
            Beginnings beginnings,
            ReplyLetters letters,
            Snoozes snoozes,
            Drafts drafts,
            KeptFiles files,
            ConversationNews news,
            Members members,
            ObjectProvider<ReplyGuard> guards,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.conversations = conversations;
        this.beginnings = beginnings;
        this.letters = letters;
        this.snoozes = snoozes;
        this.drafts = drafts;
        this.files = files;
        this.news = news;
        this.members = members;
        this.guards = guards;
        this.events = events;
        this.clock = clock;
    }

    /// Writes a reply, which leaves as a letter where there is an address to send it to. A reply to a closed
    /// conversation begins a follow-up (ST3). One that a colleague or the customer has overtaken is stopped,
    /// and kept as a draft (ST6).
    @Transactional
    ReplyOutcome reply(UUID asked, Reply reply) {
        var id = store.survivor(asked);
        hold(id);
        var me = members.require();
        var seen = reply.seen();
        if (seen != null) {
            var other = messages.overtaking(id, seen, me.id());
            if (other.isPresent()) {
                drafts.keep(id, me.id(), "message", reply.text());
                files.keep(id, me.id(), reply.files());
                return ReplyOutcome.Overtaken.by(other.get());
            }
        }
        drafts.drop(id, me.id(), "message");
        files.drop(id, me.id());
        return write(id, reply);
    }

    /// The same whatever has come since, and beside what is being typed: for a reply that has waited for its time.
    @Transactional
    ReplyOutcome.Written write(UUID id, Reply reply) {
        var conversation = hold(id);
        guards.orderedStream().forEach(guard -> guard.check(conversation, reply.text()));
        var me = members.require();
        var at = now();
        var target = conversation.closed() ? Ids.next() : id;
        var route = letters.route(conversation);
        var due = route.map(way -> at.plus(reply.undo())).orElse(null);
        var message = Messages.reply(Ids.next(), target, me, reply.text(), at, due);
        if (conversation.closed()) {
            beginnings.begin(followUp(conversation, target, at), message, reply.files());
            store.happened(
                    id,
                    at,
                    me.id(),
                    "followed-by",
                    null,
                    String.valueOf(get(target).number()));
            letters.byMail(conversation)
                    .ifPresent(way -> store.takesPart(target, way.to().value(), way.toName(), at));
        } else {
            messages.insert(message);
            messages.attach(message.id(), reply.files());
        }
        if (get(target).assignee() == null) {
            // whoever answers first has it: the customer knows them now
            conversations.assign(get(target), me, at);
        }
        var into = get(target);
        route.ifPresent(way -> letters.send(way, into, message, reply.files()));
        events.publishEvent(new ReplyWritten(id, into, message.id(), at, me, reply.word()));
        var then = reply.then();
        if (then != null) {
            conversations.move(into, then, at);
        } else if (into.state() == ConversationState.NEW) {
            conversations.move(into, ConversationState.OPEN, at);
        }
        var until = reply.until();
        if (until != null) {
            snoozes.snooze(into.id(), until, at);
        }
        news.changed(into.id());
        return new ReplyOutcome.Written(into.id(), into.number(), message.id());
    }

    private static NewConversation followUp(Conversation closed, UUID id, Instant at) {
        return new NewConversation(
                id,
                closed.subject(),
                closed.channel(),
                closed.mailbox(),
                closed.customer(),
                ConversationState.OPEN,
                closed.kind(),
                closed.kindWords(),
                false,
                closed.locale(),
                closed.id(),
                at);
    }

    private Conversation hold(UUID id) {
        return store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    private Conversation get(UUID id) {
        return store.find(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    /// Writes a note, which no customer ever sees (T16).
    @Transactional
    UUID note(UUID asked, String text, List<IncomingMail.Attachment> files) {
        var id = store.survivor(asked);
        var conversation = hold(id);
        if (conversation.closed()) {
            throw new ConversationClosed(conversation.number());
        }
        var me = members.require();
        var message = Messages.note(Ids.next(), id, me, text, now());
        messages.insert(message);
        messages.attach(message.id(), files);
        drafts.drop(id, me.id(), "note");
        news.changed(id);
        return message.id();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
