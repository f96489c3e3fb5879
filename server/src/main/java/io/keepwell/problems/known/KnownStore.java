package io.keepwell.problems.known;

import io.keepwell.problems.Rows;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of what is set about naming problems, and of what was named.
@Repository
class KnownStore {

    /// What is set.
    ///
    /// @param named whether acknowledgements name problems
    /// @param least how sure it has to be, between 0.5 and 0.99
    record Values(boolean named, double least) {

        static final Values USUAL = new Values(true, 0.9);
    }

    /// What became of what was named.
    ///
    /// @param all     how many conversations had a problem named
    /// @param right   those among them that were tied to that problem
    /// @param wrong   those that were tied to others, or called one-offs
    record Tally(long all, long right, long wrong) {}

    private final JdbcClient jdbc;

    KnownStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Values values() {
        return jdbc.sql("select named, least from known_problem_settings")
                .query((row, n) -> new Values(row.getBoolean("named"), row.getDouble("least")))
                .optional()
                .orElse(Values.USUAL);
    }

    void keep(Values values, Instant at) {
        jdbc.sql("""
                        insert into known_problem_settings (named, least, changed_at)
                        values (:named, :least, :at)
                        on conflict (sole) do update
                           set named = excluded.named, least = excluded.least, changed_at = excluded.changed_at
                        """)
                .param("named", values.named())
                .param("least", values.least())
                .param("at", Rows.at(at))
                .update();
    }

    /// Whether there is anything to name: a problem that lasts and of which something was said.
    boolean anything() {
        return jdbc.sql("""
                        select exists (select 1
                                         from problem p
                                         join problem_episode e on e.problem_id = p.id and e.number = p.episode
                                        where p.merged_into is null
                                          and p.state not in ('fixed', 'verified', 'closed')
                                          and (e.announced_at is not null or e.number > 1))
                        """).query(Boolean.class).single();
    }

    void named(UUID conversation, UUID problem, boolean sure, Instant at) {
        jdbc.sql("""
                        insert into problem_named (conversation_id, problem_id, sure, at)
                        values (:conversation, :problem, :sure, :at)
                        on conflict (conversation_id) do nothing
                        """)
                .param("conversation", conversation)
                .param("problem", problem)
                .param("sure", sure)
                .param("at", Rows.at(at))
                .update();
    }

    Optional<UUID> named(UUID conversation) {
        return jdbc.sql("select problem_id from problem_named where conversation_id = :conversation")
                .param("conversation", conversation)
                .query((row, n) -> row.getObject("problem_id", UUID.class))
                .optional();
    }

    /// What became of what was named by its words since.
    Tally tally(Instant since) {
        return jdbc.sql("""
                        select count(*) as named, count(*) filter (where theirs.same) as right_ones,
                               count(*) filter (where theirs.same is false
                                                   or theirs.same is null and c.cause = 'one-off') as wrong_ones
                          from problem_named n
                          join conversation c on c.id = n.conversation_id
                          left join lateral (
                                select bool_or(problem_survivor(l.problem_id) = problem_survivor(n.problem_id)) as same
                                  from problem_link l
                                 where l.conversation_id = n.conversation_id
                                   and l.kind = 'caused-by'
                                   and l.unlinked_at is null) theirs on true
                         where n.sure
                           and n.at >= :since
                           and c.spam_at is null
                        """)
                .param("since", Rows.at(since))
                .query((row, n) ->
                        new Tally(row.getLong("named"), row.getLong("right_ones"), row.getLong("wrong_ones")))
                .single();
    }
}
