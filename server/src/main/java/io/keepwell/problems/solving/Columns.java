package io.keepwell.problems.solving;

import static java.time.ZoneOffset.UTC;

import io.keepwell.problems.Problem;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether all three have had their say on a problem: service, product and the customers (18).
@Component
public class Columns {

    /// Whoever was asked and is silent for so long is waited for no longer.
    public static final Duration PATIENCE = Duration.ofDays(14);

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
                        select works::int as works, works_not::int as works_not, silent::int as silent
                          from problem_said(:problem, :episode, :before)
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
