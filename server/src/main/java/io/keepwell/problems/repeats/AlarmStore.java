package io.keepwell.problems.repeats;

import io.keepwell.problems.RepeatGrade;
import io.keepwell.problems.Rows;
import io.keepwell.problems.repeats.Alarm.Answers;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of repeat alarms, by the people and the conversations that theirs have become.
@Repository
class AlarmStore {

    private static final String SELECT = """
            select r.id, r.conversation_id, coalesce(person.merged_into, person.id) as customer_id, r.problem_id, r.grade,
                   r.weight, r.began_at, r.raised_at, r.withdrawn_at, r.withdrawn_why, r.went_wrong, r.different, r.offer,
                   r.answered_by, r.answered_at
              from repeat_alarm r
              join customer person on person.id = r.customer_id
              join conversation c on c.id = r.conversation_id
            """;

    // An alarm is over once its conversation is; one that was withdrawn is no alarm.
    private static final String OPEN = """
             where r.withdrawn_at is null
               and c.state not in ('solved', 'closed')
               and c.merged_into is null
               and c.spam_at is null
            """;

    private final JdbcClient jdbc;

    AlarmStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static Alarm read(ResultSet row, int n) throws SQLException {
        return new Alarm(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getObject("problem_id", UUID.class),
                Words.read(RepeatGrade.class, row.getString("grade")),
                row.getDouble("weight"),
                Rows.instant(row, "began_at"),
                Rows.instant(row, "raised_at"),
                Rows.instantOrNull(row, "withdrawn_at"),
                row.getString("withdrawn_why"),
                new Answers(row.getString("went_wrong"), row.getString("different"), row.getString("offer")),
                row.getObject("answered_by", UUID.class),
                Rows.instantOrNull(row, "answered_at"));
    }

    Optional<Alarm> find(UUID id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query(AlarmStore::read)
                .optional();
    }

    /// Those of a conversation, withdrawn ones too, the worst first.
    List<Alarm> ofConversation(UUID conversation) {
        return jdbc.sql(SELECT + """
                         where r.conversation_id = :conversation
                         order by r.withdrawn_at nulls first, r.grade = 'dark-red' desc, r.grade = 'red' desc, r.raised_at, r.id
                        """)
                .param("conversation", conversation)
                .query(AlarmStore::read)
                .list();
    }

    /// All of a person, the newest first.
    List<Alarm> ofCustomer(UUID customer) {
        return jdbc.sql(SELECT + """
                         where coalesce(person.merged_into, person.id) = :customer
                         order by r.raised_at desc, r.id desc
                        """)
                .param("customer", customer)
                .query(AlarmStore::read)
                .list();
    }

    /// All of an account, held until the transaction ends.
    List<Alarm> lock(Collection<UUID> accounts) {
        return jdbc.sql(SELECT + """
                          join customer now on now.id = coalesce(person.merged_into, person.id)
                         where now.account_id = any(:accounts)
                         order by r.id
                           for update of r
                        """)
                .param("accounts", accounts.toArray(UUID[]::new))
                .query(AlarmStore::read)
                .list();
    }

    /// Those that are not over, the worst and closest first.
    ///
    /// @param problem only of this one, or null
    List<Alarm> open(@Nullable UUID problem) {
        return jdbc.sql(SELECT + OPEN + """
                           and (:problem::uuid is null or problem_survivor(r.problem_id) = :problem)
                         order by r.grade = 'dark-red' desc, r.grade = 'red' desc, r.weight desc, r.raised_at, r.id
                        """)
                .param("problem", problem)
                .query(AlarmStore::read)
                .list();
    }

    boolean open(UUID conversation, UUID alarm) {
        return jdbc.sql(SELECT + OPEN + " and r.conversation_id = :conversation and r.id = :alarm")
                .param("conversation", conversation)
                .param("alarm", alarm)
                .query(AlarmStore::read)
                .optional()
                .isPresent();
    }

    boolean inAlarm(UUID customer) {
        return jdbc.sql("select exists (" + SELECT + OPEN + """
                           and r.grade <> 'amber'
                           and coalesce(person.merged_into, person.id)
                               = (select coalesce(merged_into, id) from customer where id = :customer))
                        """)
                .param("customer", customer)
                .query(Boolean.class)
                .single();
    }

    /// Writes it, or writes it anew where it holds again or is of another grade.
    void put(Alarm alarm, Instant at) {
        jdbc.sql("""
                        insert into repeat_alarm (id, conversation_id, customer_id, problem_id, grade, weight, began_at, raised_at,
                                                  changed_at)
                        values (:id, :conversation, :customer, :problem, :grade, :weight, :began, :raised, :at)
                        on conflict (conversation_id, problem_id) do update
                           set customer_id = excluded.customer_id, grade = excluded.grade, weight = excluded.weight,
                               began_at = excluded.began_at, raised_at = excluded.raised_at, changed_at = excluded.changed_at,
                               withdrawn_at = null, withdrawn_why = null
                        """)
                .param("id", alarm.id())
                .param("conversation", alarm.conversation())
                .param("customer", alarm.customer())
                .param("problem", alarm.problem())
                .param("grade", alarm.grade().word())
                .param("weight", alarm.weight())
                .param("began", Rows.at(alarm.beganAt()))
                .param("raised", Rows.at(alarm.raisedAt()))
                .param("at", Rows.at(at))
                .update();
    }

    void withdraw(UUID id, String why, Instant at) {
        jdbc.sql("""
                        update repeat_alarm
                           set withdrawn_at = :at, withdrawn_why = :why, changed_at = :at
                         where id = :id
                        """).param("id", id).param("why", why).param("at", Rows.at(at)).update();
    }

    void answer(UUID id, Answers answers, @Nullable UUID by, @Nullable Instant at, Instant now) {
        jdbc.sql("""
                        update repeat_alarm
                           set went_wrong = :wrong, different = :different, offer = :offer, answered_by = :by,
                               answered_at = :at, changed_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("wrong", answers.wentWrong())
                .param("different", answers.different())
                .param("offer", answers.offer())
                .param("by", by)
                .param("at", Rows.atOrNull(at))
                .param("now", Rows.at(now))
                .update();
    }

    /// The account a person belongs to now.
    Optional<UUID> account(UUID customer) {
        return jdbc.sql("""
                        select person.account_id
                          from customer c
                          join customer person on person.id = coalesce(c.merged_into, c.id)
                         where c.id = :customer
                        """)
                .param("customer", customer)
                .query((row, n) -> row.getObject("account_id", UUID.class))
                .optional();
    }

    /// The accounts whose people reported a problem, or one that is part of it, or of the same part of the
    /// product.
    List<UUID> accounts(UUID problem) {
        return jdbc.sql("""
                        select distinct person.account_id
                          from problem_link l
                          join problem p on p.id = l.problem_id
                          join problem root on root.id = problem_survivor(p.id)
                          join customer c on c.id = l.customer_id
                          join customer person on person.id = coalesce(c.merged_into, c.id)
                         where l.kind = 'caused-by'
                           and l.unlinked_at is null
                           and (p.id = :problem or root.id = problem_survivor(:problem)
                                or exists (select 1
                                             from repeat_alarm r
                                            where r.conversation_id = l.conversation_id
                                              and r.withdrawn_at is null))
                        """)
                .param("problem", problem)
                .query((row, n) -> row.getObject("account_id", UUID.class))
                .list();
    }
}
