package io.keepwell.problems;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whom each problem hits and who is still to be told, each as its own number (3.9.2).
@Component
class ProblemFigures {

    /// The figures of the current episode.
    ///
    /// @param accounts how many accounts are hit; a company counts once however many of its people write (3.9.3)
    /// @param people   how many people are hit
    /// @param silent   how many of them did not write (3.9.6)
    /// @param owed     how many are still to be told: of a fixed problem that it is, else that we know of it
    record Figures(int accounts, int people, int silent, int owed) {

        static final Figures NONE = new Figures(0, 0, 0, 0);
    }

    private final JdbcClient jdbc;

    ProblemFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of one problem.
    Figures of(UUID problem) {
        return Optional.ofNullable(all(problem).get(problem)).orElse(Figures.NONE);
    }

    /// Of some problems; those that hit nobody and told nobody are absent.
    Map<UUID, Figures> of(List<Problem> problems) {
        return problems.isEmpty() ? Map.of() : all(null);
    }

    /// Of all.
    Map<UUID, Figures> all() {
        return all(null);
    }

    private Map<UUID, Figures> all(@Nullable UUID only) {
        var figures = new HashMap<UUID, Figures>();
        jdbc.sql("""
                        with parts as (
                            select p.id, p.state, f.problem_id, f.episode
                              from problem p
                             cross join lateral problem_family(p.id, p.episode) f
                             where p.merged_into is null
                               and (:only::uuid is null or p.id = :only)
                        ),
                        hits as (
                            select parts.id, h.person_id, c.account_id, bool_or(h.source = 'reported') as reported
                              from parts
                              join problem_hit h on h.problem_id = parts.problem_id and h.episode = parts.episode
                              join customer c on c.id = h.person_id
                             where not h.denied
                             group by 1, 2, 3
                        ),
                        told as (
                            select parts.id, t.person_id,
                                   bool_or(t.stage = 'fixed' and t.state not in ('cancelled', 'owed')) as of_fix,
                                   bool_or(t.stage in ('known', 'correction') and t.state <> 'cancelled') as of_it,
                                   bool_or(t.told and t.stage <> 'fixed') as knows
                              from parts
                              join problem_told t on t.problem_id = parts.problem_id and t.episode = parts.episode
                             group by 1, 2
                        ),
                        sums as (
                            select id, count(distinct account_id)::int as accounts, count(*)::int as people,
                                   (count(*) filter (where not reported))::int as silent
                              from hits
                             group by id
                        ),
                        people as (
                            select coalesce(hits.id, told.id) as id, hits.person_id is not null as hit, told.of_fix, told.of_it,
                                   told.knows
                              from hits
                              full join told on told.id = hits.id and told.person_id = hits.person_id
                        ),
                        owed as (
                            select people.id,
                                   (count(*) filter (where case when p.state in ('fixed', 'verified', 'closed')
                                                                then (hit or knows) and not coalesce(of_fix, false)
                                                                else hit and not coalesce(of_it, false) end))::int as owed
                              from people
                              join problem p on p.id = people.id
                             group by people.id
                        )
                        select p.id, coalesce(s.accounts, 0) as accounts, coalesce(s.people, 0) as people,
                               coalesce(s.silent, 0) as silent, o.owed
                          from owed o
                          join problem p on p.id = o.id
                          left join sums s on s.id = o.id
                        """).param("only", only).query(row -> {
            figures.put(
                    row.getObject("id", UUID.class),
                    new Figures(
                            row.getInt("accounts"), row.getInt("people"), row.getInt("silent"), row.getInt("owed")));
        });
        return figures;
    }
}
