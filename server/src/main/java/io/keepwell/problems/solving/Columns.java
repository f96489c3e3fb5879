package io.keepwell.problems.solving;

import static java.time.ZoneOffset.UTC;

import io.keepwell.problems.Problem;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether all three have had their say on a problem: service, product and the customers (18).
@Component
class Columns {

    private static final Duration PATIENCE = Duration.ofDays(14);

    /// What each of the three said.
    ///
    /// @param service  whether service wrote what it found
    /// @param product  whether product wrote what it found
    /// @param works    how many customers said that it works for them now
    /// @param worksNot how many said that it does not
    /// @param silent   how many were asked and have not answered for 14 days; they count, shown apart
    record Said(boolean service, boolean product, int works, int worksNot, int silent) {

        boolean customers() {
            return works > 0 || worksNot == 0 && silent > 0;
        }

        boolean complete() {
            return service && product && customers();
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Columns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Said of(Problem problem) {
        return jdbc.sql("""
                        select (count(*) filter (where a.works))::int as works,
                               (count(*) filter (where not a.works))::int as works_not,
                               (count(*) filter (where a.notice_id is null and n.changed_at < :before))::int as silent
                          from problem_family(:problem, :episode) f
                          join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
                          join notice n on n.id = t.id
                          left join notice_answer a on a.notice_id = t.id
                         where t.stage = 'fixed'
                           and t.told
                        """)
                .param("problem", problem.id())
                .param("episode", problem.episode())
                .param("before", clock.instant().minus(PATIENCE).atOffset(UTC))
                .query((row, n) -> new Said(
                        !problem.serviceText().isBlank(),
                        !problem.productText().isBlank(),
                        row.getInt("works"),
                        row.getInt("works_not"),
                        row.getInt("silent")))
                .single();
    }
}
