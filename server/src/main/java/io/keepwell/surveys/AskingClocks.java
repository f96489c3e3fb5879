package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.CustomersMerged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// When each person was asked last, by whatever survey on whatever channel (3.2.1). Whoever wants to ask holds the rows
/// of the people until they have decided, always in the order of their ids: two surveys look at one person one after
/// the other, and the second sees what the first did.
@Component
class AskingClocks {

    private final JdbcClient jdbc;

    AskingClocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// When a person was asked by anything, and about everything.
    record Clock(@Nullable Instant any, @Nullable Instant relationship) {

        static final Clock NEVER = new Clock(null, null);
    }

    /// Holds the clocks of some people until the transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    Map<UUID, Clock> hold(Collection<UUID> customers) {
        var ids = sorted(customers).toArray(UUID[]::new);
        jdbc.sql("""
                insert into survey_clock (customer_id)
                select id from unnest(cast(:ids as uuid[])) with ordinality it (id, n)
                 where exists (select 1 from customer c where c.id = it.id)
                 order by n
                on conflict do nothing
                """).param("ids", ids).update();
        var clocks = new HashMap<UUID, Clock>();
        jdbc.sql("""
                        select customer_id, any_at, relationship_at from survey_clock
                         where customer_id = any (cast(:ids as uuid[]))
                         order by customer_id
                           for update
                        """)
                .param("ids", ids)
                .query((row, n) -> clocks.put(row.getObject("customer_id", UUID.class), read(row)))
                .list();
        return clocks;
    }

    private static Clock read(ResultSet row) throws SQLException {
        return new Clock(instant(row, "any_at"), instant(row, "relationship_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    // As the database orders them: uuid by its bytes, which Java compares as two signed numbers.
    private static SequencedSet<UUID> sorted(Collection<UUID> ids) {
        var sorted = new TreeSet<UUID>((a, b) -> {
            int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
            return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        });
        sorted.addAll(ids);
        return sorted;
    }

    /// When a survey asked some people last, by the person.
    Map<UUID, Instant> own(UUID survey, Collection<UUID> customers) {
        var own = new HashMap<UUID, Instant>();
        jdbc.sql("""
                        select customer_id, at from survey_own_clock
                         where survey_id = :survey and customer_id = any (cast(:ids as uuid[]))
                        """)
                .param("survey", survey)
                .param("ids", customers.toArray(UUID[]::new))
                .query((row, n) -> own.put(
                        row.getObject("customer_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        return own;
    }

    /// Some people are asked. A clock never goes back.
    void asked(Survey survey, Collection<UUID> customers, Instant at) {
        if (customers.isEmpty()) {
            return;
        }
        var ids = sorted(customers).toArray(UUID[]::new);
        jdbc.sql("""
                update survey_clock
                   set any_at = greatest(any_at, :at),
                       relationship_at = case when :relationship then greatest(relationship_at, :at)
                                              else relationship_at end
                 where customer_id = any (cast(:ids as uuid[]))
                """)
                .param("at", at.atOffset(UTC))
                .param("relationship", survey.purpose() == SurveyPurpose.RELATIONSHIP)
                .param("ids", ids)
                .update();
        jdbc.sql("""
                insert into survey_own_clock (survey_id, customer_id, at)
                select :survey, c.customer_id, :at
                  from survey_clock c
                 where c.customer_id = any (cast(:ids as uuid[]))
                 order by c.customer_id
                on conflict (survey_id, customer_id) do update set at = greatest(survey_own_clock.at, excluded.at)
                """)
                .param("survey", survey.id())
                .param("at", at.atOffset(UTC))
                .param("ids", ids)
                .update();
    }

    /// Sets clocks anew by what people were really asked, once something that was to ask them never left.
    void recount(Collection<UUID> customers) {
        if (customers.isEmpty()) {
            return;
        }
        hold(customers);
        var ids = sorted(customers).toArray(UUID[]::new);
        jdbc.sql("""
                with asked as (
                    select k.id as customer_id, max(i.asked_at) as any_at,
                           max(i.asked_at) filter (where s.purpose = 'relationship') as relationship_at
                      from unnest(cast(:ids as uuid[])) k (id)
                      join customer c on c.id = k.id or c.merged_into = k.id
                      left join survey_invitation i on i.customer_id = c.id and i.asked_at is not null
                      left join survey s on s.id = i.survey_id
                     group by k.id
                )
                update survey_clock c set any_at = asked.any_at, relationship_at = asked.relationship_at
                  from asked
                 where asked.customer_id = c.customer_id
                """).param("ids", ids).update();
        jdbc.sql("""
                with asked as (
                    select o.survey_id, o.customer_id,
                           (select max(i.asked_at) from survey_invitation i join customer c on c.id = i.customer_id
                             where i.survey_id = o.survey_id and i.asked_at is not null
                               and (c.id = o.customer_id or c.merged_into = o.customer_id)) as at
                      from survey_own_clock o
                     where o.customer_id = any (cast(:ids as uuid[]))
                ), gone as (
                    delete from survey_own_clock o using asked
                     where asked.survey_id = o.survey_id and asked.customer_id = o.customer_id and asked.at is null
                )
                update survey_own_clock o set at = asked.at
                  from asked
                 where asked.survey_id = o.survey_id and asked.customer_id = o.customer_id and asked.at is not null
                """).param("ids", ids).update();
    }

    /// Two profiles are one person: the later clock holds (3.2.11). Taking the merge back leaves it, which asks less
    /// and never more.
    @EventListener
    void on(CustomersMerged merged) {
        if (merged.undone()) {
            return;
        }
        var clocks = hold(List.of(merged.survivor(), merged.merged()));
        var other = clocks.getOrDefault(merged.merged(), Clock.NEVER);
        jdbc.sql("""
                update survey_clock
                   set any_at = greatest(any_at, :any), relationship_at = greatest(relationship_at, :relationship)
                 where customer_id = :survivor
                """)
                .param("any", at(other.any()))
                .param("relationship", at(other.relationship()))
                .param("survivor", merged.survivor())
                .update();
        jdbc.sql("""
                insert into survey_own_clock (survey_id, customer_id, at)
                select survey_id, :survivor, at from survey_own_clock where customer_id = :merged
                on conflict (survey_id, customer_id) do update set at = greatest(survey_own_clock.at, excluded.at)
                """)
                .param("survivor", merged.survivor())
                .param("merged", merged.merged())
                .update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(UTC);
    }
}
