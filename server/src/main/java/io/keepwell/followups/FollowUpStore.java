package io.keepwell.followups;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of follow-ups: each of them, what was tried, and what happened.
@Repository
class FollowUpStore {

    private final JdbcClient jdbc;

    FollowUpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Holds back others who would make one for this person, until the transaction ends.
    void hold(UUID customer) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 470))")
                .param("name", "follow-up of " + customer)
                .query((row, n) -> 1)
                .single();
    }

    Optional<FollowUp> find(UUID id) {
        return jdbc.sql("select * from follow_up where id = :id")
                .param("id", id)
                .query(FollowUpStore::read)
                .optional();
    }

    /// Finds it and holds it against other changes until the transaction ends.
    Optional<FollowUp> lock(UUID id) {
        return jdbc.sql("select * from follow_up where id = :id for update")
                .param("id", id)
                .query(FollowUpStore::read)
                .optional();
    }

    /// The open one of a person, held until the transaction ends.
    Optional<FollowUp> open(UUID customer) {
        return jdbc.sql("""
                        select * from follow_up
                         where customer_id = :customer and state <> 'closed' and part_of is null
                           for update
                        """)
                .param("customer", customer)
                .query(FollowUpStore::read)
                .optional();
    }

    /// The one of a person that was closed last, held until the transaction ends.
    Optional<FollowUp> lastClosed(UUID customer) {
        return jdbc.sql("""
                        select * from follow_up
                         where customer_id = :customer and state = 'closed' and part_of is null
                         order by closed_at desc, id desc
                         limit 1
                           for update
                        """)
                .param("customer", customer)
                .query(FollowUpStore::read)
                .optional();
    }

    /// All of a person, the newest first.
    List<FollowUp> ofCustomer(UUID customer) {
        return jdbc.sql("""
                        select * from follow_up
                         where customer_id = :customer and part_of is null
                         order by (state = 'closed'), opened_at desc, id desc
                        """)
                .param("customer", customer)
                .query(FollowUpStore::read)
                .list();
    }

    /// Those in which a customer is talked with in a conversation or one that became part of it.
    List<UUID> ofConversation(UUID conversation) {
        return jdbc.sql("""
                        select id from follow_up
                         where conversation_id in (select id from conversation
                                                    where id = :conversation or merged_into = :conversation)
                           and part_of is null
                        """)
                .param("conversation", conversation)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Those that wait for a problem, or for one that became part of it.
    List<UUID> ofProblem(UUID problem) {
        return jdbc.sql("""
                        select id from follow_up
                         where problem_id is not null and problem_survivor(problem_id) = problem_survivor(:problem)
                           and part_of is null
                        """)
                .param("problem", problem)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    void insert(FollowUp it) {
        jdbc.sql("""
                        insert into follow_up (id, customer_id, origin, occasion, state, owner_id, team_id, rated_id, urgency,
                                               opened_at, started_at, due_at, conversation_id, changed_at)
                        values (:id, :customer, :origin, :occasion, :state, :owner, :team, :rated, :urgency,
                                :openedAt, :startedAt, :dueAt, :conversation, :openedAt)
                        """)
                .param("id", it.id())
                .param("customer", it.customer())
                .param("origin", it.origin().word())
                .param("occasion", it.occasion())
                .param("state", it.state().word())
                .param("owner", it.owner())
                .param("team", it.team())
                .param("rated", it.rated())
                .param("urgency", it.urgency().word())
                .param("openedAt", it.openedAt().atOffset(UTC))
                .param("startedAt", it.startedAt().atOffset(UTC))
                .param("dueAt", it.dueAt().atOffset(UTC))
                .param("conversation", it.conversation())
                .update();
    }

    void state(UUID id, FollowUpState state, Instant at) {
        set(id, "state = :value", state.word(), at);
    }

    void owner(UUID id, @Nullable UUID owner, Instant at) {
        set(id, "owner_id = cast(:value as uuid)", owner, at);
    }

    void team(UUID id, @Nullable UUID team, Instant at) {
        set(id, "team_id = cast(:value as uuid)", team, at);
    }

    void rated(UUID id, @Nullable UUID member, Instant at) {
        set(id, "rated_id = cast(:value as uuid)", member, at);
    }

    void problem(UUID id, @Nullable UUID problem, Instant at) {
        set(id, "problem_id = cast(:value as uuid)", problem, at);
    }

    void idea(UUID id, @Nullable UUID idea, Instant at) {
        set(id, "idea_id = cast(:value as uuid)", idea, at);
    }

    void conversation(UUID id, @Nullable UUID conversation, Instant at) {
        set(id, "conversation_id = cast(:value as uuid)", conversation, at);
    }

    private void set(UUID id, String assignment, @Nullable Object value, Instant at) {
        jdbc.sql("update follow_up set " + assignment + ", changed_at = :at where id = :id")
                .param("value", value)
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// The deadline, which only comes closer.
    void hurry(UUID id, Urgency urgency, Instant dueAt, Instant at) {
        jdbc.sql("""
                        update follow_up
                           set urgency = :urgency, due_at = least(due_at, :dueAt), changed_at = :at
                         where id = :id
                        """)
                .param("urgency", urgency.word())
                .param("dueAt", dueAt.atOffset(UTC))
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// The first contact since the clock began; the very first one is kept with its deadline for ever.
    void contacted(UUID id, @Nullable Instant contacted, Instant at) {
        jdbc.sql("""
                        update follow_up
                           set contacted_at = :contacted, changed_at = :at,
                               first_due_at = case when first_contacted_at is null and :contacted::timestamptz is not null
                                                   then due_at else first_due_at end,
                               first_contacted_at = coalesce(first_contacted_at, :contacted::timestamptz)
                         where id = :id
                        """)
                .param("contacted", contacted == null ? null : contacted.atOffset(UTC))
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// Takes the contact of a step back; the very first one too, where it was that.
    void notContacted(UUID id, Instant at) {
        jdbc.sql("""
                        update follow_up
                           set first_due_at = case when first_contacted_at = contacted_at then null else first_due_at end,
                               first_contacted_at = case when first_contacted_at = contacted_at then null
                                                         else first_contacted_at end,
                               contacted_at = null, changed_at = :at
                         where id = :id
                        """).param("at", at.atOffset(UTC)).param("id", id).update();
    }

    void learned(UUID id, Learned learned, Instant at) {
        jdbc.sql("""
                        update follow_up
                           set main_reason = :mainReason, reason_id = :reason, main_reason_refused = :mainReasonRefused,
                               would_have_helped = :wouldHaveHelped, would_have_helped_refused = :wouldHaveHelpedRefused,
                               wanted = :wanted, got = :got, step_id = :step, area_id = :area, changed_at = :at
                         where id = :id
                        """)
                .param("mainReason", learned.mainReason())
                .param("reason", learned.reason())
                .param("mainReasonRefused", learned.mainReasonRefused())
                .param("wouldHaveHelped", learned.wouldHaveHelped())
                .param("wouldHaveHelpedRefused", learned.wouldHaveHelpedRefused())
                .param("wanted", learned.wanted())
                .param("got", learned.got())
                .param("step", learned.step())
                .param("area", learned.area())
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    void told(UUID id, @Nullable UUID message, @Nullable Instant told, Instant at) {
        jdbc.sql("update follow_up set told_message_id = :message, told_at = :told, changed_at = :at where id = :id")
                .param("message", message)
                .param("told", told == null ? null : told.atOffset(UTC))
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    void close(UUID id, CloseReason reason, String note, Instant at) {
        jdbc.sql("""
                        update follow_up
                           set state = 'closed', closed_at = :at, close_reason = :reason, close_note = :note, changed_at = :at
                         where id = :id
                        """)
                .param("reason", reason.word())
                .param("note", note)
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// Opens a closed one as if it had never been closed.
    void unclose(UUID id, FollowUpState state, Instant at) {
        jdbc.sql("""
                        update follow_up
                           set state = :state, closed_at = null, close_reason = null, close_note = '', changed_at = :at
                         where id = :id
                        """)
                .param("state", state.word())
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// Opens it again, with a clock that begins anew.
    void reopen(UUID id, FollowUpState state, @Nullable UUID owner, Urgency urgency, Instant dueAt, Instant at) {
        jdbc.sql("""
                        update follow_up
                           set state = :state, owner_id = :owner, urgency = :urgency, started_at = :at, due_at = :dueAt,
                               contacted_at = case when :state in ('new', 'assigned') then null else contacted_at end,
                               closed_at = null, close_reason = null, close_note = '', told_message_id = null,
                               told_at = null, reopened = reopened + 1, changed_at = :at
                         where id = :id
                        """)
                .param("state", state.word())
                .param("owner", owner)
                .param("urgency", urgency.word())
                .param("dueAt", dueAt.atOffset(UTC))
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// Ties an answer to it.
    ///
    /// @return false where it was tied before
    boolean answer(UUID id, UUID answer, @Nullable Integer score, Instant at) {
        return jdbc.sql("""
                        insert into follow_up_answer (answer_id, follow_up_id, score, at)
                        values (:answer, :id, :score, :at)
                        on conflict (answer_id) do nothing
                        """)
                        .param("answer", answer)
                        .param("id", id)
                        .param("score", score)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    /// Everybody who was rated in its answers.
    Set<UUID> rated(UUID id) {
        return Set.copyOf(jdbc.sql("""
                        select rated_id from follow_up where id = :id and rated_id is not null
                        union
                        select sa.agent_id
                          from follow_up_answer a
                          join survey_answer sa on sa.id = a.answer_id
                         where a.follow_up_id = :id and sa.agent_id is not null
                        """)
                .param("id", id)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /// The follow-up an answer belongs to.
    Optional<UUID> ofAnswer(UUID answer) {
        return jdbc.sql("select follow_up_id from follow_up_answer where answer_id = :answer")
                .param("answer", answer)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    void attempt(UUID id, Attempt attempt) {
        jdbc.sql("""
                        insert into follow_up_attempt (id, follow_up_id, at, member_id, channel, outcome, note)
                        values (:attempt, :id, :at, :member, :channel, :outcome, :note)
                        """)
                .param("attempt", attempt.id())
                .param("id", id)
                .param("at", attempt.at().atOffset(UTC))
                .param("member", attempt.member())
                .param("channel", attempt.channel().word())
                .param("outcome", attempt.outcome().word())
                .param("note", attempt.note())
                .update();
    }

    /// Takes an attempt back together with the step it made.
    void dropAttempt(UUID attempt) {
        jdbc.sql("delete from follow_up_attempt where id = :id")
                .param("id", attempt)
                .update();
    }

    /// What was tried, the earliest first.
    List<Attempt> attempts(UUID id) {
        return jdbc.sql("""
                        select id, at, member_id, channel, outcome, note
                          from follow_up_attempt
                         where follow_up_id = :id
                         order by at, id
                        """)
                .param("id", id)
                .query((row, n) -> new Attempt(
                        row.getObject("id", UUID.class),
                        instant(row, "at"),
                        row.getObject("member_id", UUID.class),
                        Words.read(AttemptChannel.class, row.getString("channel")),
                        Words.read(AttemptOutcome.class, row.getString("outcome")),
                        row.getString("note")))
                .list();
    }

    /// Writes down what happened.
    ///
    /// @param attempt the attempt that made a step, or null
    void step(
            UUID id,
            @Nullable UUID member,
            String kind,
            @Nullable String before,
            @Nullable String after,
            @Nullable UUID attempt,
            Instant at) {
        jdbc.sql("""
                        insert into follow_up_event (id, follow_up_id, at, member_id, kind, old_value, new_value, attempt_id)
                        values (:event, :id, :at, :member, :kind, :before, :after, :attempt)
                        """)
                .param("attempt", attempt)
                .param("event", Ids.next())
                .param("id", id)
                .param("at", at.atOffset(UTC))
                .param("member", member)
                .param("kind", kind)
                .param("before", before)
                .param("after", after)
                .update();
    }

    /// What happened, the earliest first.
    List<Step> steps(UUID id) {
        return jdbc.sql("""
                        select id, at, member_id, kind, old_value, new_value, undone_at, attempt_id
                          from follow_up_event
                         where follow_up_id = :id
                         order by at, id
                        """)
                .param("id", id)
                .query((row, n) -> new Step(
                        row.getObject("id", UUID.class),
                        instant(row, "at"),
                        row.getObject("member_id", UUID.class),
                        row.getString("kind"),
                        row.getString("old_value"),
                        row.getString("new_value"),
                        row.getObject("undone_at", OffsetDateTime.class) != null,
                        row.getObject("attempt_id", UUID.class)))
                .list();
    }

    void undone(UUID step, Instant at) {
        jdbc.sql("update follow_up_event set undone_at = :at where id = :id")
                .param("at", at.atOffset(UTC))
                .param("id", step)
                .update();
    }

    static FollowUp read(ResultSet row, int n) throws SQLException {
        var closed = row.getString("close_reason");
        return new FollowUp(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Words.read(Origin.class, row.getString("origin")),
                row.getString("occasion"),
                Words.read(FollowUpState.class, row.getString("state")),
                row.getObject("owner_id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getObject("rated_id", UUID.class),
                Words.read(Urgency.class, row.getString("urgency")),
                instant(row, "opened_at"),
                instant(row, "started_at"),
                instant(row, "due_at"),
                instantOrNull(row, "contacted_at"),
                instantOrNull(row, "first_contacted_at"),
                instantOrNull(row, "first_due_at"),
                new Learned(
                        row.getString("main_reason"),
                        row.getObject("reason_id", UUID.class),
                        row.getBoolean("main_reason_refused"),
                        row.getString("would_have_helped"),
                        row.getBoolean("would_have_helped_refused"),
                        row.getString("wanted"),
                        row.getString("got"),
                        row.getObject("step_id", UUID.class),
                        row.getObject("area_id", UUID.class)),
                row.getObject("problem_id", UUID.class),
                row.getObject("idea_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("told_message_id", UUID.class),
                instantOrNull(row, "told_at"),
                instantOrNull(row, "closed_at"),
                closed == null ? null : Words.read(CloseReason.class, closed),
                row.getString("close_note"),
                row.getInt("reopened"),
                row.getObject("part_of", UUID.class));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
