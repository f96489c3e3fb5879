package io.keepwell.problems;

import io.keepwell.shared.Words;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of who was hit. What is asked of an episode is answered for its family, see `problem_family`, and
/// by the profiles that people have now.
@Repository
class ExposureStore {

    private final JdbcClient jdbc;

    ExposureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes that somebody was hit, or that they still are.
    void add(UUID problem, int episode, UUID customer, ExposureSource source, Instant first, Instant last) {
        jdbc.sql("""
                        insert into exposure (problem_id, episode, customer_id, source, first_seen_at, last_seen_at)
                        values (:problem, :episode, :customer, :source, :first, :last)
                        on conflict (problem_id, episode, customer_id, source) do update
                            set live          = true,
                                first_seen_at = least(exposure.first_seen_at, excluded.first_seen_at),
                                last_seen_at  = greatest(exposure.last_seen_at, excluded.last_seen_at)
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("customer", customer)
                .param("source", source.word())
                .param("first", Rows.at(first))
                .param("last", Rows.at(last))
                .update();
    }

    /// Notes that many were hit, as a rule says.
    void infer(UUID problem, int episode, Collection<UUID> customers, Instant at) {
        jdbc.sql("""
                        insert into exposure (problem_id, episode, customer_id, source, first_seen_at, last_seen_at)
                        select :problem, :episode, id, 'inferred', :at, :at from unnest(cast(:customers as uuid[])) as found (id)
                        on conflict (problem_id, episode, customer_id, source) do update
                            set live = true, last_seen_at = greatest(exposure.last_seen_at, excluded.last_seen_at)
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("customers", customers.stream().map(UUID::toString).toArray(String[]::new))
                .param("at", Rows.at(at))
                .update();
    }

    /// A changed rule names those it finds, and nobody else.
    void inferNothing(UUID problem, int episode) {
        jdbc.sql("""
                        update exposure
                           set live = false
                         where problem_id = :problem
                           and episode = :episode
                           and source = 'inferred'
                        """).param("problem", problem).param("episode", episode).update();
    }

    /// The source does not say so any more.
    void end(UUID problem, int episode, UUID customer, ExposureSource source) {
        jdbc.sql("""
                        update exposure
                           set live = false
                         where problem_id = :problem
                           and episode = :episode
                           and customer_id = :customer
                           and source = :source
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("customer", customer)
                .param("source", source.word())
                .update();
    }

    /// "Not affected", until it is taken back; for all that was merged into it too.
    void deny(UUID problem, int episode, UUID customer, @Nullable UUID member, Instant at) {
        jdbc.sql("""
                        insert into exposure_denial (problem_id, episode, customer_id, member_id, at)
                        select problem_id, episode, :customer, :member::uuid, :at::timestamptz
                          from problem_family(:problem, :episode)
                        on conflict do nothing
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("customer", customer)
                .param("member", member)
                .param("at", Rows.at(at))
                .update();
    }

    void allow(UUID problem, int episode, UUID customer) {
        jdbc.sql("""
                        delete from exposure_denial d
                         using problem_family(:problem, :episode) f, customer c
                         where d.problem_id = f.problem_id
                           and d.episode = f.episode
                           and c.id = d.customer_id
                           and coalesce(c.merged_into, c.id) = :customer
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("customer", customer)
                .update();
    }

    /// Those who were hit, one row for each person, the longest hit first.
    List<Exposure> of(UUID problem, int episode) {
        return some(problem, episode, null, null, Integer.MAX_VALUE);
    }

    /// A part of them.
    ///
    /// @param since  since when the last one of the part before was hit, or null
    /// @param person who that was, or null
    List<Exposure> some(UUID problem, int episode, @Nullable Instant since, @Nullable UUID person, int limit) {
        return jdbc.sql("""
                        select person.id as customer_id, person.account_id,
                               (array_agg(h.source order by array_position(array['reported', 'observed', 'manual', 'inferred'],
                                                                           h.source)))[1] as source,
                               min(h.first_seen_at) as first_seen_at, max(h.last_seen_at) as last_seen_at,
                               bool_or(h.denied) as denied
                          from problem_family(:problem, :episode) f
                          join problem_hit h on h.problem_id = f.problem_id and h.episode = f.episode
                          join customer person on person.id = h.person_id
                         group by person.id, person.account_id
                        having :since::timestamptz is null
                            or (min(h.first_seen_at), person.id) > (:since::timestamptz, :person::uuid)
                         order by min(h.first_seen_at), person.id
                         limit :limit
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("since", Rows.atOrNull(since))
                .param("person", person)
                .param("limit", limit)
                .query((row, n) -> new Exposure(
                        row.getObject("customer_id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        Words.read(ExposureSource.class, row.getString("source")),
                        Rows.instant(row, "first_seen_at"),
                        Rows.instant(row, "last_seen_at"),
                        row.getBoolean("denied")))
                .list();
    }

    /// Whoever was hit and has not heard that it was fixed is hit by the next episode as well.
    void carryOn(UUID problem, int from, int to) {
        jdbc.sql("""
                        with family as (select problem_id, episode from problem_family(:problem, :from))
                        insert into exposure (problem_id, episode, customer_id, source, first_seen_at, last_seen_at)
                        select :problem::uuid, :to::int, h.person_id, h.source, min(h.first_seen_at), max(h.last_seen_at)
                          from family f
                          join problem_hit h on h.problem_id = f.problem_id and h.episode = f.episode
                         where not h.denied
                           and h.person_id not in (select t.person_id
                                                     from family g
                                                     join problem_told t on t.problem_id = g.problem_id and t.episode = g.episode
                                                    where t.stage = 'fixed'
                                                      and t.told)
                         group by h.person_id, h.source
                        on conflict do nothing
                        """)
                .param("problem", problem)
                .param("from", from)
                .param("to", to)
                .update();
    }
}
