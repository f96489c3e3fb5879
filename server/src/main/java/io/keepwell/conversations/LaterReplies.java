package io.keepwell.conversations;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.OnBehalf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Replies that leave later. One is never sent blindly: what a customer or a colleague writes in between stops it, and
/// a person decides.
@Service
class LaterReplies {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final LaterReplyStore store;
    private final ConversationStore conversations;
    private final MessageStore messages;
    private final Replies replies;
    private final Drafts drafts;
    private final KeptFiles files;
    private final ConversationNews news;
    private final Members members;
    private final ObjectProvider<ReplyGuard> guards;
    private final OnBehalf onBehalf;
    private final LaterReplyAlarm alarm;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LaterReplies(
            LaterReplyStore store,
            ConversationStore conversations,
            MessageStore messages,
            Replies replies,
            Drafts drafts,
            KeptFiles files,
            ConversationNews news,
            Members members,
            ObjectProvider<ReplyGuard> guards,
            OnBehalf onBehalf,
            LaterReplyAlarm alarm,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.conversations = conversations;
        this.messages = messages;
        this.replies = replies;
        this.drafts = drafts;
        this.files = files;
        this.news = news;
        this.members = members;
        this.guards = guards;
        this.onBehalf = onBehalf;
        this.alarm = alarm;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Lets a reply wait. It takes the place of the draft.
    ///
    /// @param due when it leaves
    @Transactional
    LaterReply put(UUID conversation, Reply reply, Instant due) {
        var held = hold(conversation);
        if (held.closed()) {
            throw new ConversationClosed(held.number());
        }
        var me = members.require();
        checkTime(due);
        var then = reply.then();
        boolean ends = then == ConversationState.SOLVED || then == ConversationState.CLOSED;
        if (ends && held.complaint() && held.cause() == CauseState.NONE) {
            throw new CauseMissing(held.number());
        }
        guards.orderedStream().forEach(guard -> guard.check(held, reply.text()));
        var id = Ids.next();
        var seen = reply.seen() == null ? newest(conversation) : reply.seen();
        store.insert(id, conversation, me.id(), reply.text(), then, seen, due);
        store.promise(id, reply.word());
        files.wait(id, conversation, me.id(), reply.files());
        drafts.drop(conversation, me.id(), "message");
        files.drop(conversation, me.id());
        alarm.at(id, due);
        news.changed(conversation);
        return store.find(id).orElseThrow();
    }

    /// Those of a conversation that wait or were stopped.
    List<LaterReply> open(UUID conversation) {
        return store.open(conversation);
    }

    /// One of them.
    ///
    /// @throws LaterReplyNotFound where there is none
    LaterReply get(UUID id) {
        return store.find(id).orElseThrow(LaterReplyNotFound::new);
    }

    /// Moves it to another time. Who chooses a time for one that was stopped has seen what stopped it.
    @Transactional
    void move(UUID id, Instant due) {
        members.require();
        checkTime(due);
        var later = hold(get(id));
        store.due(id, due, newest(later.conversation()));
        alarm.at(id, due);
        news.changed(later.conversation());
    }

    /// Takes it back: its words and its files are in the draft of whoever does so.
    @Transactional
    void takeBack(UUID id) {
        var me = members.require();
        var later = hold(get(id));
        store.takenBack(id);
        drafts.giveBack(later.conversation(), me.id(), "message", later.text());
        files.backToDraft(id, me.id());
        news.changed(later.conversation());
    }

    /// Sends it now, in the name of its author, whatever has come since: a person says so.
    ///
    /// @param undo how long the letter can be taken back
    @Transactional
    void send(UUID id, Duration undo) {
        members.require();
        leave(hold(get(id)), undo);
    }

    /// Its time has come.
    void ring(UUID id) {
        try {
            transaction.executeWithoutResult(status -> store.find(id).ifPresent(this::ring));
        } catch (Refusal refused) {
            transaction.executeWithoutResult(status -> {
                store.stop(id, "refused", null);
                store.find(id).ifPresent(later -> news.changed(later.conversation()));
            });
        }
    }

    private void ring(LaterReply found) {
        var conversation = hold(found.conversation());
        var later = store.lock(found.id()).orElseThrow();
        // an alarm of an earlier time, or one that rang before a crash
        if (!later.waiting() || later.due().isAfter(clock.instant())) {
            return;
        }
        var came = Optional.ofNullable(later.seen())
                .flatMap(seen -> messages.overtaking(conversation.id(), seen, later.member()));
        if (came.isPresent()) {
            stop(later, came.get().out() ? "colleague" : "customer", came.get().id());
        } else if (conversation.closed()) {
            stop(later, "closed", null);
        } else if (!members.find(later.member()).map(Member::active).orElse(false)) {
            stop(later, "author", null);
        } else {
            leave(later, Duration.ZERO);
        }
    }

    private void stop(LaterReply later, String why, @Nullable UUID by) {
        store.stop(later.id(), why, by);
        news.changed(later.conversation());
    }

    private void leave(LaterReply later, Duration undo) {
        var attached = files.ofLater(later.id()).stream()
                .map(KeptFiles.Kept::attachment)
                .toList();
        var then = later.thenState() == null ? null : Words.read(ConversationState.class, later.thenState());
        var reply = new Reply(later.text(), attached, then, null, undo, store.promised(later.id()));
        var written = onBehalf.of(later.member(), () -> replies.write(later.conversation(), reply))
                .orElseThrow(() -> InvalidRequest.field("author", Texts.t("conversations.writing.later.author-left")));
        store.sent(later.id(), written.message());
        files.dropLater(later.id());
    }

    /// What a person writes in between stops what waits, within the transaction that files it.
    @EventListener
    void on(ConversationHappened happened) {
        if (happened.what() instanceof ConversationHappened.Said(var message)) {
            store.stopFor(message);
        }
    }

    // The conversation before what waits in it: whoever files a letter holds it already.
    private LaterReply hold(LaterReply found) {
        hold(found.conversation());
        var later = store.lock(found.id()).orElseThrow(LaterReplyNotFound::new);
        if (!later.waiting() && !later.stopped()) {
            throw TooLate.toChange();
        }
        return later;
    }

    private Conversation hold(UUID conversation) {
        return conversations.lock(conversation).orElseThrow(() -> new ConversationNotFound(conversation.toString()));
    }

    private @Nullable UUID newest(UUID conversation) {
        var all = messages.all(conversation);
        return all.isEmpty() ? null : all.getLast().id();
    }

    private void checkTime(Instant due) {
        var now = clock.instant();
        if (!due.isAfter(now) || due.isAfter(now.plus(LONGEST))) {
            throw InvalidRequest.field("sendAt", Texts.t("conversations.writing.later.wrong-time"));
        }
    }
}
