package io.keepwell.tasks;

import io.keepwell.shared.Ids;
import io.keepwell.shared.OncePerPage;
import io.keepwell.shared.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of what is owed, and of what became of it.
@Repository
class TaskStore {

    static final String COLUMNS = """
            t.id, t.kind, t.promised, t.what, t.customer_id as customer, t.subject_id as subject, t.owner_id as owner,
            t.team_id as team, t.made_by, t.made_at, t.made_message, t.due_at, t.state, t.broken_at, t.ended_at,
            t.ended_by, t.ended_message, t.reason, t.follows_id as follows
            """;

    static final RowMapper<Task> ROW = (row, n) -> TaskRow.read(row);

    private static final String SELECT = "select " + COLUMNS + " from task t ";

    private final JdbcClient jdbc;

    TaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes it; false where its cause was there before.
    boolean insert(UUID id, NewTask task, boolean reminds, @Nullable UUID follows) {
        return jdbc.sql("""
                        insert into task (id, cause_key, kind, promised, what, customer_id, subject_id, owner_id, team_id,
                                          made_by, made_at, made_message, due_at, reminded_at, state, follows_id)
                        values (:id, :cause, :kind, :promised, :what, :customer, :subject, :owner, :team,
                                :madeBy, :madeAt, :message, :due, :reminded, 'open', :follows)
                        on conflict (cause_key) do nothing
                        """)
                        .param("id", id)
                        .param("cause", task.causeKey())
                        .param("kind", task.kind().word())
                        .param("promised", task.promised())
                        .param("what", task.what())
                        .param("customer", task.customer())
                        .param("subject", task.subject())
                        .param("owner", task.owner())
                        .param("team", task.team())
                        .param("madeBy", task.madeBy())
                        .param("madeAt", task.madeAt().atOffset(ZoneOffset.UTC))
                        .param("message", task.message())
                        .param("due", at(task.dueAt()))
                        .param("reminded", reminds ? null : at(task.madeAt()))
                        .param("follows", follows)
                        .update()
                == 1;
    }

    Optional<Task> find(UUID id) {
        return jdbc.sql(SELECT + "where t.id = :id").param("id", id).query(ROW).optional();
    }

    Optional<Task> ofCause(String causeKey) {
        return jdbc.sql(SELECT + "where t.cause_key = :cause")
                .param("cause", causeKey)
                .query(ROW)
                .optional();
    }

    /// Finds it and holds it against other changes until the transaction ends.
    Optional<Task> lock(UUID id) {
        return jdbc.sql(SELECT + "where t.id = :id for update")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /// All about a subject, as they were made.
    List<Task> ofSubject(UUID subject) {
        return jdbc.sql(SELECT + "where t.subject_id = :subject order by t.made_at, t.id")
                .param("subject", subject)
                .query(ROW)
                .list();
    }

    /// What is owed about a subject, the earliest due first, what is due on an event last.
    List<Task> owed(UUID subject) {
        return OncePerPage.read(
                TaskStore.class,
                "owed",
                subject,
                () -> List.copyOf(jdbc.sql(SELECT + """
                         where t.subject_id = :subject
                           and t.ended_at is null
                         order by t.due_at nulls last, t.made_at, t.id
                        """)
                        .param("subject", subject)
                        .query(ROW)
                        .list()));
    }

    List<Task> madeIn(UUID message) {
        return jdbc.sql(SELECT + "where t.made_message = :message order by t.made_at, t.id")
                .param("message", message)
                .query(ROW)
                .list();
    }

    List<Task> endedBy(UUID message) {
        return jdbc.sql(SELECT + "where t.ended_message = :message order by t.made_at, t.id")
                .param("message", message)
                .query(ROW)
                .list();
    }

    List<Task> ofOwner(UUID owner) {
        return jdbc.sql(SELECT + "where t.owner_id = :owner and t.ended_at is null order by t.id")
                .param("owner", owner)
                .query(ROW)
                .list();
    }

    /// Open ones whose time has passed, held for this transaction; what another holds is left to it.
    List<Task> passed(Instant now, int limit) {
        return jdbc.sql(SELECT + """
                         where t.state = 'open'
                           and t.due_at <= :now
                         order by t.due_at
                         limit :limit
                           for update skip locked
                        """)
                .param("now", at(now))
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    /// Open ones that are due within a while and of which nobody was reminded.
    List<Task> soon(Instant now, Duration ahead, int limit) {
        return jdbc.sql(SELECT + """
                         where t.state = 'open'
                           and t.reminded_at is null
                           and t.due_at > :now
                           and t.due_at <= :until
                         order by t.due_at
                         limit :limit
                           for update skip locked
                        """)
                .param("now", at(now))
                .param("until", at(now.plus(ahead)))
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    void reminded(UUID id, Instant at) {
        jdbc.sql("update task set reminded_at = :at where id = :id")
                .param("at", at(at))
                .param("id", id)
                .update();
    }

    void broken(UUID id, Instant due) {
        jdbc.sql("update task set state = 'broken', broken_at = :due where id = :id and state = 'open'")
                .param("due", at(due))
                .param("id", id)
                .update();
    }

    /// Ends it. What is broken stays so.
    void end(
            UUID id,
            TaskState state,
            Instant at,
            @Nullable UUID member,
            @Nullable UUID message,
            @Nullable String reason) {
        jdbc.sql("""
                        update task
                           set state = case when state = 'broken' then state else :state end,
                               ended_at = :at, ended_by = :member, ended_message = :message,
                               reason = coalesce(:reason, reason)
                         where id = :id
                        """)
                .param("state", state.word())
                .param("at", at(at))
                .param("member", member)
                .param("message", message)
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /// Owed again. Where its time has passed, it is broken.
    void reopen(UUID id, Instant now) {
        jdbc.sql("""
                        update task
                           set state = case when due_at <= :now then 'broken' else 'open' end,
                               broken_at = case when due_at <= :now then due_at end,
                               ended_at = null, ended_by = null, ended_message = null, reason = null
                         where id = :id
                        """).param("now", at(now)).param("id", id).update();
    }

    void move(UUID id, Instant due, boolean reminds, Instant now, String reason) {
        jdbc.sql("update task set due_at = :due, reminded_at = :reminded, reason = :reason where id = :id")
                .param("due", at(due))
                .param("reminded", reminds ? null : at(now))
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void owner(UUID id, @Nullable UUID owner) {
        jdbc.sql("update task set owner_id = :owner where id = :id")
                .param("owner", owner)
                .param("id", id)
                .update();
    }

    void about(UUID id, UUID subject) {
        jdbc.sql("update task set subject_id = :subject where id = :id")
                .param("subject", subject)
                .param("id", id)
                .update();
    }

    void happened(UUID task, TaskStep step) {
        jdbc.sql("""
                        insert into task_event (id, task_id, at, member_id, kind, old_due, new_due, reason, message_id)
                        values (:id, :task, :at, :member, :kind, :oldDue, :newDue, :reason, :message)
                        """)
                .param("id", Ids.next())
                .param("task", task)
                .param("at", at(step.at()))
                .param("member", step.member())
                .param("kind", step.kind())
                .param("oldDue", at(step.oldDue()))
                .param("newDue", at(step.newDue()))
                .param("reason", step.reason())
                .param("message", step.message())
                .update();
    }

    List<TaskStep> steps(UUID task) {
        return jdbc.sql("""
                        select at, member_id as member, kind, old_due, new_due, reason, message_id as message
                          from task_event
                         where task_id = :task
                         order by at, id
                        """)
                .param("task", task)
                .query(Records.of(TaskStep.class))
                .list();
    }

    /// Which of them are there, by id.
    List<Task> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where t.id in (:ids)")
                        .param("ids", ids)
                        .query(ROW)
                        .list();
    }

    static java.time.@Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
