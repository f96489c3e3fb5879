package io.keepwell.conversations;

import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.conversations.ConversationHappened.Delivered;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.tasks.NewTask;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskChanged;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.TaskReason;
import io.keepwell.tasks.TaskState;
import io.keepwell.tasks.Tasks;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What happens in a conversation makes, keeps and ends promises; and what is owed says when the conversation is due.
@Component
class PromiseKeeping {

    private static final Set<String> TOLD = Set.of("sent", "delivered", "uncertain");
    private static final Set<String> NOT_TOLD = Set.of("cancelled", "failed", "bounced", "suppressed");
    private static final Set<String> DONE = Set.of("solved", "closed");

    private final Tasks tasks;
    private final Conversations conversations;
    private final MessageStore messages;
    private final LiveUpdates live;

    PromiseKeeping(Tasks tasks, Conversations conversations, MessageStore messages, LiveUpdates live) {
        this.tasks = tasks;
        this.conversations = conversations;
        this.messages = messages;
        this.live = live;
    }

    /// A reply keeps what it was said to keep, and promises what was promised in it.
    @EventListener
    void on(ReplyWritten reply) {
        var kept = reply.word().kept();
        Stream.of(reply.answered(), reply.into().id())
                .distinct()
                .flatMap(id -> tasks.owed(id).stream())
                .filter(Task::promised)
                .filter(task -> kept == null ? task.kind() == TaskKind.ANSWER : kept.contains(task.id()))
                .forEach(task -> tasks.keep(task.id(), reply.at(), reply.message()));
        int position = 0;
        for (var made : reply.word().made()) {
            // in a letter that left later than it was meant to, such as one that had been stopped
            if (made.dueAt() != null && !made.dueAt().isAfter(reply.at())) {
                continue;
            }
            tasks.make(new NewTask(
                    "message:" + reply.message() + ":" + position++,
                    made.kind(),
                    true,
                    made.what(),
                    reply.into().customer(),
                    reply.into().id(),
                    reply.author().id(),
                    reply.into().team(),
                    reply.author().id(),
                    reply.at(),
                    reply.message(),
                    made.dueAt()));
        }
    }

    @EventListener
    void on(ConversationHappened happened) {
        switch (happened.what()) {
            case Delivered(var message, var state) -> delivered(happened, message, state);
            case Changed(var field, var before, var after) -> changed(happened, field, before, after);
            case ConversationHappened.Opened() -> {}
            case ConversationHappened.Said(var message) -> {}
        }
    }

    private void delivered(ConversationHappened happened, UUID message, String state) {
        if (TOLD.contains(state)) {
            messages.find(message)
                    .filter(it -> it.type().equals("acknowledgement"))
                    .ifPresent(it -> acknowledged(conversations.get(happened.conversation()), it.id(), happened.at()));
        }
        if (NOT_TOLD.contains(state)) {
            tasks.endedBy(message).forEach(task -> tasks.reopen(task.id()));
        }
        if (state.equals("cancelled")) {
            tasks.madeIn(message).stream()
                    .filter(Task::owed)
                    .forEach(task -> tasks.withdraw(task.id(), TaskReason.TAKEN_BACK));
        }
    }

    /// What an acknowledgement says is promised once it has left. Whoever was quicker than it has kept it.
    private void acknowledged(Conversation conversation, UUID message, Instant at) {
        var promised = conversation.promisedAt();
        if (promised == null) {
            return;
        }
        var made = tasks.make(new NewTask(
                "acknowledgement:" + conversation.id(),
                TaskKind.ANSWER,
                true,
                "",
                conversation.customer(),
                conversation.id(),
                conversation.assignee(),
                conversation.team(),
                null,
                at,
                message,
                promised));
        made.ifPresent(task -> {
            if (conversation.firstResponseAt() != null) {
                tasks.keep(task, conversation.firstResponseAt(), null);
            } else if (DONE.contains(conversation.state().word())) {
                tasks.withdraw(task, TaskReason.SOLVED);
            }
        });
    }

    private void changed(ConversationHappened happened, String field, @Nullable String before, @Nullable String after) {
        var id = happened.conversation();
        switch (field) {
            case "assignee" -> {
                var assignee = conversations.get(id).assignee();
                owed(id, PromiseKeeping::byKeepwell).forEach(task -> tasks.owner(task.id(), assignee));
            }
            case "state" -> {
                if (DONE.contains(String.valueOf(after)) && !DONE.contains(String.valueOf(before))) {
                    solved(id, happened.at());
                } else if (DONE.contains(String.valueOf(before)) && !DONE.contains(String.valueOf(after))) {
                    opened(id, happened.member() != null);
                }
            }
            case "needed-by" -> needed(happened);
            default -> {}
        }
    }

    /// Nobody waits for the promised answer any more; what a person promised stays owed.
    private void solved(UUID id, Instant at) {
        owed(id, task -> byKeepwell(task) && task.kind() == TaskKind.ANSWER)
                .forEach(task -> tasks.withdraw(task.id(), TaskReason.SOLVED));
        owed(id, task -> task.kind() == TaskKind.DEADLINE).forEach(task -> tasks.keep(task.id(), at, null));
        conversations.due(id, "needed-by", null);
    }

    /// What went with its end is owed again: the customer's deadline, and the promised answer where a person says so.
    /// Whoever writes again waits anew, but was promised nothing anew.
    private void opened(UUID id, boolean byPerson) {
        var until = conversations.get(id).neededBy();
        tasks.ofSubject(id).stream()
                .filter(task -> !task.owed())
                .filter(task -> byPerson && TaskReason.SOLVED.equals(task.reason())
                        || task.kind() == TaskKind.DEADLINE
                                && task.state() == TaskState.KEPT
                                && Objects.equals(task.dueAt(), until))
                .forEach(task -> tasks.reopen(task.id()));
        conversations.due(id, "needed-by", until);
    }

    /// The customer's own deadline is watched like a promise, although it is none.
    private void needed(ConversationHappened happened) {
        var id = happened.conversation();
        owed(id, task -> task.kind() == TaskKind.DEADLINE)
                .forEach(task -> tasks.withdraw(task.id(), TaskReason.CHANGED));
        var conversation = conversations.get(id);
        var until = conversation.neededBy();
        if (until != null && until.isAfter(happened.at())) {
            tasks.make(new NewTask(
                    "needed-by:" + id + ":" + happened.at(),
                    TaskKind.DEADLINE,
                    false,
                    "",
                    conversation.customer(),
                    id,
                    conversation.assignee(),
                    conversation.team(),
                    null,
                    happened.at(),
                    null,
                    until));
        }
    }

    /// What is owed next orders the lists.
    @EventListener
    void on(TaskChanged changed) {
        var subject = changed.subject();
        if (subject == null || conversations.find(subject).isEmpty()) {
            return;
        }
        conversations.due(
                subject,
                "promise",
                tasks.owed(subject).stream()
                        .filter(Task::promised)
                        .map(Task::dueAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
        live.changed("conversation", subject);
        live.changed("inbox", subject);
    }

    private static boolean byKeepwell(Task task) {
        return task.madeBy() == null;
    }

    private Stream<Task> owed(UUID subject, Predicate<Task> which) {
        return tasks.owed(subject).stream().filter(which);
    }
}
