package io.keepwell.tasks;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What is owed to customers, for the other modules: promises, follow-ups and steps are made, kept, moved and
/// withdrawn here, and each of these is remembered with who did it and when.
@Service
public class Tasks {

    /// How long before it is due somebody is reminded.
    static final Duration AHEAD = Duration.ofMinutes(30);

    private static final int LONGEST_WHAT = 500;

    private final TaskStore store;
    private final Members members;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Tasks(TaskStore store, Members members, LiveUpdates live, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.members = members;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /// Makes it.
    ///
    /// @return its id; empty where something is or was owed for this cause already
    @Transactional
    public Optional<UUID> make(NewTask task) {
        return make(task, null);
    }

    private Optional<UUID> make(NewTask task, @Nullable UUID follows) {
        if (task.what().length() > LONGEST_WHAT) {
            throw InvalidRequest.field("what", Texts.t("tasks.refused.long", "most", LONGEST_WHAT));
        }
        var id = Ids.next();
        if (!store.insert(id, task, reminds(task.dueAt(), task.madeAt()), follows)) {
            return Optional.empty();
        }
        store.happened(
                id,
                TaskStep.of("made", task.madeAt(), task.madeBy())
                        .due(null, task.dueAt())
                        .because(null, task.message()));
        changed(id, task.subject(), "made");
        return Optional.of(id);
    }

    public Optional<Task> find(UUID id) {
        return store.find(id);
    }

    /// @throws TaskNotFound where there is none
    public Task get(UUID id) {
        return store.find(id).orElseThrow(TaskNotFound::new);
    }

    /// What was made for a cause.
    public Optional<Task> ofCause(String causeKey) {
        return store.ofCause(causeKey);
    }

    /// What is owed about a subject, the earliest due first, what is due on an event last.
    public List<Task> owed(UUID subject) {
        return store.owed(subject);
    }

    /// All there ever was about a subject, as it was made.
    public List<Task> ofSubject(UUID subject) {
        return store.ofSubject(subject);
    }

    /// What was promised in a message.
    public List<Task> madeIn(UUID message) {
        return store.madeIn(message);
    }

    /// What a message kept or made good.
    public List<Task> endedBy(UUID message) {
        return store.endedBy(message);
    }

    /// What became of it, oldest first.
    public List<TaskStep> steps(UUID id) {
        return store.steps(id);
    }

    /// It has been done: kept where it was in time, else made good late.
    ///
    /// @param at      when it was done
    /// @param message the message that did it, or null
    @Transactional
    public void keep(UUID id, Instant at, @Nullable UUID message) {
        keep(id, at, message, "");
    }

    /// The same, with what held it up where it was late.
    @Transactional
    public void keep(UUID id, Instant at, @Nullable UUID message, String reason) {
        var task = owed(held(id));
        breakWherePassed(task, at);
        var why = reason.isBlank() ? null : reason.strip();
        store.end(id, TaskState.KEPT, at, me(), message, why);
        store.happened(id, TaskStep.of("kept", at, me()).because(why, message));
        changed(id, task.subject(), "kept");
    }

    /// Promises another time. What is broken stays broken, and another promise takes its place; else it is the same
    /// promise with another time.
    ///
    /// @return the one that is owed now
    @Transactional
    public Task move(UUID id, Instant due, String reason) {
        var task = owed(held(id));
        var now = now();
        if (!due.isAfter(now)) {
            throw InvalidRequest.field("due", Texts.t("tasks.refused.past"));
        }
        if (reason.isBlank()) {
            throw InvalidRequest.field("reason", Texts.t("tasks.refused.reason"));
        }
        breakWherePassed(task, now);
        var step = TaskStep.of("moved", now, me()).due(task.dueAt(), due).because(reason.strip(), null);
        store.happened(id, step);
        if (get(id).brokenAt() == null) {
            store.move(id, due, reminds(due, now), now, reason.strip());
            changed(id, task.subject(), "moved");
            return get(id);
        }
        store.end(id, TaskState.BROKEN, now, me(), null, reason.strip());
        changed(id, task.subject(), "moved");
        var next = new NewTask(
                "moved:" + id,
                task.kind(),
                task.promised(),
                task.what(),
                task.customer(),
                task.subject(),
                task.owner(),
                task.team(),
                me(),
                now,
                null,
                due);
        return get(make(next, id).orElseThrow(TaskOver::ended));
    }

    /// It is not owed any more, although nobody did it.
    ///
    /// @param reason why
    @Transactional
    public void withdraw(UUID id, String reason) {
        var task = owed(held(id));
        var now = now();
        breakWherePassed(task, now);
        store.end(id, TaskState.WITHDRAWN, now, me(), null, reason.isBlank() ? null : reason.strip());
        store.happened(id, TaskStep.of("withdrawn", now, me()).because(reason.isBlank() ? null : reason.strip(), null));
        changed(id, task.subject(), "withdrawn");
    }

    /// Takes back that it was kept or withdrawn: it is owed again, and broken where its time has passed meanwhile.
    @Transactional
    public void reopen(UUID id) {
        var task = held(id);
        if (task.owed()) {
            throw TaskOver.owed();
        }
        if (store.ofCause("moved:" + id).isPresent()) {
            throw TaskOver.ended();
        }
        var now = now();
        store.reopen(id, now);
        store.happened(id, TaskStep.of("reopened", now, me()));
        changed(id, task.subject(), "reopened");
    }

    /// Somebody else owes it, or whoever looks after the subject.
    @Transactional
    public void owner(UUID id, @Nullable UUID owner) {
        var task = held(id);
        if (!Objects.equals(task.owner(), owner)) {
            store.owner(id, owner);
            store.happened(id, TaskStep.of("owner", now(), me()));
            changed(id, task.subject(), "owner");
        }
    }

    /// Lets tasks be about something else from now on, such as the conversation that theirs has become part of.
    @Transactional
    public void about(Collection<UUID> ids, UUID subject) {
        for (var id : ids) {
            var task = held(id);
            store.about(id, subject);
            if (task.subject() != null) {
                changed(id, task.subject(), "subject");
            }
            changed(id, subject, "subject");
        }
    }

    private Task held(UUID id) {
        return store.lock(id).orElseThrow(TaskNotFound::new);
    }

    private static Task owed(Task task) {
        if (!task.owed()) {
            throw TaskOver.ended();
        }
        return task;
    }

    private void breakWherePassed(Task task, Instant now) {
        var due = task.dueAt();
        if (task.state() == TaskState.OPEN && due != null && due.isBefore(now)) {
            broken(task, due);
        }
    }

    /// Notes that its time has passed, at that time.
    void broken(Task task, Instant due) {
        store.broken(task.id(), due);
        store.happened(task.id(), TaskStep.of("broken", due, null).due(due, due));
        events.publishEvent(new PromiseDue(task.id(), task.subject(), task.owner(), due, true));
        changed(task.id(), task.subject(), "broken");
    }

    // Whoever has just promised something for the next minutes needs no reminder.
    private static boolean reminds(@Nullable Instant due, Instant made) {
        return due != null && due.isAfter(made.plus(AHEAD));
    }

    private void changed(UUID id, @Nullable UUID subject, String what) {
        live.changed("task", id);
        events.publishEvent(new TaskChanged(id, subject, what));
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    // As exact as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
