package io.keepwell.conversations;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.Tasks;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Phone calls with customers, as somebody writes them down. Whoever was reached has got a human answer (S1, S2), and
/// what was promised is kept; a call that reached nobody answers nothing and keeps nothing.
@Service
class Calls {

    private static final int LONGEST = 24 * 60;
    private static final Set<TaskKind> KEPT = EnumSet.of(TaskKind.CALL, TaskKind.ANSWER);
    private static final String TAKEN_BACK = "cancelled";

    private final ConversationStore store;
    private final MessageStore messages;
    private final Conversations conversations;
    private final AlongWith along;
    private final Tasks tasks;
    private final ConversationNews news;
    private final Members members;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Calls(
            ConversationStore store,
            MessageStore messages,
            Conversations conversations,
            AlongWith along,
            Tasks tasks,
            ConversationNews news,
            Members members,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.conversations = conversations;
        this.along = along;
        this.tasks = tasks;
        this.news = news;
        this.members = members;
        this.events = events;
        this.clock = clock;
    }

    /// A call.
    ///
    /// @param incoming whether the customer called
    /// @param reached  whether they spoke with each other
    /// @param at       when it took place, null for just now
    /// @param minutes  how long it took, null where nobody says
    /// @param text     what was said, may be empty
    /// @param then     state of the conversation from then on, null to leave it
    /// @param word     what is promised in it, and which promises it keeps
    record Call(
            boolean incoming,
            boolean reached,
            @Nullable Instant at,
            @Nullable Integer minutes,
            String text,
            @Nullable ConversationState then,
            ReplyPromises word) {}

    /// Writes a call down. Whoever speaks with the customer first has the conversation, as with a reply.
    ///
    /// @return the message it is
    @Transactional
    UUID note(UUID asked, Call call) {
        var conversation = hold(store.survivor(asked));
        var id = conversation.id();
        var me = members.require();
        var noted = now();
        var at = at(call, conversation, noted);
        var minutes = call.minutes();
        if (minutes != null && (minutes < 0 || minutes > LONGEST)) {
            throw InvalidRequest.field("minutes", Texts.t("conversations.calls.wrong.minutes"));
        }
        var message = Messages.call(Ids.next(), id, me, call, at, noted);
        messages.insert(message);
        if (call.reached() && conversation.assignee() == null) {
            conversations.assign(conversation, me, noted);
        }
        var into = get(id);
        var word = new ReplyPromises(
                call.word().made(), call.reached() ? kept(id, call.word().kept()) : Set.of());
        events.publishEvent(new ReplyWritten(id, into, message.id(), at, me, word));
        var then = call.then();
        if (then != null) {
            conversations.move(into, then, noted);
        } else if (call.reached() && into.state() == ConversationState.NEW) {
            conversations.move(into, ConversationState.OPEN, noted);
        }
        news.changed(id);
        return message.id();
    }

    // Forms know minutes only: a call in the minute in which the conversation began came after it.
    private static Instant at(Call call, Conversation conversation, Instant now) {
        var at = call.at() == null ? now : call.at();
        var begun = conversation.createdAt();
        if (at.isAfter(now.plusSeconds(60))) {
            throw InvalidRequest.field("at", Texts.t("conversations.calls.wrong.ahead"));
        }
        if (at.isBefore(begun.truncatedTo(ChronoUnit.MINUTES))) {
            throw InvalidRequest.field("at", Texts.t("conversations.calls.wrong.before"));
        }
        var earliest = begun.plus(1, ChronoUnit.MICROS);
        var latest = at.isAfter(now) ? now : at;
        return latest.isBefore(earliest) ? earliest : latest.truncatedTo(ChronoUnit.MICROS);
    }

    // Where nobody says which: the call that was promised, and the answer.
    private Set<UUID> kept(UUID conversation, @Nullable Set<UUID> said) {
        return said != null
                ? said
                : tasks.owed(conversation).stream()
                        .filter(task -> task.promised() && KEPT.contains(task.kind()))
                        .map(Task::id)
                        .collect(Collectors.toSet());
    }

    /// Takes a call back that was written down by mistake: it answers nothing any more, what it kept is owed again,
    /// what was promised in it is not, and the state that came with it goes.
    ///
    /// @return the conversation
    @Transactional
    Conversation takeBack(UUID id) {
        members.require();
        var conversation = hold(call(id).conversation());
        // anew, for it is held only now
        var message = call(id);
        var at = now();
        messages.delivered(id, TAKEN_BACK, null, at);
        along.giveBack(conversation, Objects.requireNonNull(message.callNotedAt()), at);
        news.changed(conversation.id());
        return get(conversation.id());
    }

    private Message call(UUID id) {
        return messages.find(id)
                .filter(message -> message.call() && !TAKEN_BACK.equals(message.deliveryState()))
                .orElseThrow(CallNotFound::new);
    }

    private Conversation hold(UUID id) {
        var conversation = store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        if (conversation.closed()) {
            throw new ConversationClosed(conversation.number());
        }
        return conversation;
    }

    private Conversation get(UUID id) {
        return store.find(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
