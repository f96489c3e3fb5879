package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Moments;
import io.keepwell.tasks.DueWords;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.TaskReason;
import io.keepwell.tasks.TaskState;
import io.keepwell.tasks.Tasks;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is owed in a conversation, as it is shown there.
@Component
class PromiseViews {

    private static final Duration UNDONE_WITHIN = Duration.ofMinutes(15);

    /// A promise.
    ///
    /// @param id      id
    /// @param number  number of the conversation
    /// @param base    address of its actions
    /// @param kind    word of its kind
    /// @param words   what is owed: "Call Ana Ribeiro"
    /// @param when    until when: "tomorrow 10:00"
    /// @param exact   the same as an instant, empty where it is due on an event
    /// @param by      who owes it, empty where nobody is named
    /// @param owed    whether it still has to be done
    /// @param late    whether its time has passed
    /// @param outcome what became of it, as a word for texts
    /// @param reason  why, empty for none
    /// @param undo    whether its end can be taken back
    /// @param local   a time to propose in a form
    record Row(
            UUID id,
            long number,
            String base,
            String kind,
            String words,
            String when,
            String exact,
            String by,
            boolean owed,
            boolean late,
            String outcome,
            String reason,
            boolean undo,
            String local) {}

    /// What stands above the letters.
    ///
    /// @param number   number of the conversation
    /// @param owed     what is owed
    /// @param earlier  what became of the others, the newest first
    /// @param recent   those that have just ended, to be taken back
    /// @param writable whether the person who looks may act
    record Above(long number, String name, List<Row> owed, List<Row> recent, List<Row> earlier, boolean writable) {}

    private final Tasks tasks;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings settings;
    private final Clock clock;

    PromiseViews(Tasks tasks, Customers customers, Members members, KeepwellSettings settings, Clock clock) {
        this.tasks = tasks;
        this.customers = customers;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    Above above(Conversation conversation) {
        var now = clock.instant();
        var name = name(conversation);
        var all = tasks.ofSubject(conversation.id());
        var owed = tasks.owed(conversation.id()).stream()
                .map(task -> row(conversation, task, name, now))
                .toList();
        var ended = all.reversed().stream()
                .filter(task -> !task.owed() && task.promised())
                .toList();
        return new Above(
                conversation.number(),
                name,
                owed,
                ended.stream()
                        .filter(task -> recent(task, now))
                        .map(task -> row(conversation, task, name, now))
                        .toList(),
                ended.stream()
                        .filter(task -> !recent(task, now))
                        .map(task -> row(conversation, task, name, now))
                        .toList(),
                writable());
    }

    private boolean recent(Task task, Instant now) {
        return task.endedBy() != null
                && Objects.requireNonNull(task.endedAt()).isAfter(now.minus(UNDONE_WITHIN))
                && tasks.ofCause("moved:" + task.id()).isEmpty();
    }

    private Row row(Conversation conversation, Task task, String name, Instant now) {
        var due = task.dueAt();
        var owner = task.owner() == null ? conversation.assignee() : task.owner();
        return new Row(
                task.id(),
                conversation.number(),
                "/conversations/" + conversation.id() + "/promises/" + task.id(),
                task.kind().word(),
                DueWords.what(task.kind(), task.what(), name),
                DueWords.when(due, now, settings.zone()),
                due == null ? "" : Moments.exact(due),
                who(owner),
                task.owed(),
                task.late(now),
                outcome(task, now),
                TaskReason.words(task.reason()),
                !task.owed() && recent(task, now),
                local(due != null && due.isAfter(now) ? due : soon(now)));
    }

    private static String outcome(Task task, Instant now) {
        if (task.owed()) {
            return task.kind() == TaskKind.DEADLINE
                    ? task.late(now) ? "needed-late" : "needed"
                    : task.dueAt() == null ? "event" : task.late(now) ? "late" : "open";
        }
        return task.state() == TaskState.BROKEN ? "made-good" : task.state().word();
    }

    String name(Conversation conversation) {
        return customers.get(conversation.customer()).label();
    }

    /// The name of a member, empty for none.
    String who(@Nullable UUID member) {
        return member == null ? "" : members.find(member).map(Member::name).orElse("");
    }

    boolean writable() {
        return members.current().map(me -> me.role() != Role.VIEWER).orElse(false);
    }

    /// A time as a form has it, in the zone of the workspace.
    String local(Instant at) {
        return at.atZone(settings.zone())
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /// What is proposed where nobody has said a time: tomorrow at ten.
    Instant soon(Instant now) {
        return now.atZone(settings.zone())
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.of(10, 0))
                .atZone(settings.zone())
                .toInstant();
    }

    ZoneId zone() {
        return settings.zone();
    }

    /// The sentence of a letter that moves it.
    String moved(Task task, Instant before, Instant after, String reason) {
        var now = clock.instant();
        return t(
                "conversations.promises.moved.letter",
                "kind",
                task.kind().word(),
                "before",
                DueWords.when(before, now, settings.zone()),
                "after",
                DueWords.when(after, now, settings.zone()),
                "reason",
                reason);
    }
}
