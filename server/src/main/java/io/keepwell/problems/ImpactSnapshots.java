package io.keepwell.problems;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ProblemFigures.Figures;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what problems weighed, once for each local day (3.9.7). Looked for every hour, so that a night
/// during which the server was down is made up for in the morning.
@Configuration(proxyBeanMethods = false)
class ImpactSnapshots {

    private static final Duration PAUSE = Duration.ofHours(1);

    /// What a problem weighed on a day.
    ///
    /// @param value    sum of what the accounts are worth, or null where nothing was known
    /// @param currency of the value
    record Snapshot(
            LocalDate day,
            double impact,
            int accounts,
            int people,
            int silent,
            int owed,
            int recurrence,
            @Nullable BigDecimal value,
            String currency) {}

    private final Impacts impacts;
    private final ProblemFigures figures;
    private final KeepwellSettings settings;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    ImpactSnapshots(
            Impacts impacts,
            ProblemFigures figures,
            KeepwellSettings settings,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.impacts = impacts;
        this.figures = figures;
        this.settings = settings;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> problemImpact() {
        return Tasks.recurring("problem-impact", FixedDelay.of(PAUSE)).execute((instance, context) -> take());
    }

    /// Takes those of today, unless they were taken.
    void take() {
        var day = Date.valueOf(LocalDate.ofInstant(clock.instant(), settings.zone()));
        boolean taken = jdbc.sql("select exists (select 1 from problem_impact where day = :day)")
                .param("day", day)
                .query(Boolean.class)
                .single();
        if (taken) {
            return;
        }
        var weights = impacts.all();
        var numbers = figures.all();
        transaction.executeWithoutResult(status -> weights.forEach((problem, impact) -> {
            var figures = numbers.getOrDefault(problem, Figures.NONE);
            jdbc.sql("""
                            insert into problem_impact (problem_id, day, impact, accounts, people, silent, owed, recurrence,
                                                        value, currency)
                            values (:problem, :day, :impact, :accounts, :people, :silent, :owed, :recurrence, :value, :currency)
                            on conflict do nothing
                            """)
                    .param("problem", problem)
                    .param("day", day)
                    .param("impact", impact.impact())
                    .param("accounts", figures.accounts())
                    .param("people", figures.people())
                    .param("silent", figures.silent())
                    .param("owed", figures.owed())
                    .param("recurrence", impact.recurrence())
                    .param("value", impact.valueAtRisk())
                    .param("currency", settings.currency())
                    .update();
        }));
    }

    /// The newest of a problem that was taken on a day or before.
    Optional<Snapshot> of(UUID problem, LocalDate day) {
        return snapshots(problem, day, 1).stream().findFirst();
    }

    /// Those of a problem up to a day, the newest first.
    List<Snapshot> snapshots(UUID problem, LocalDate day, int limit) {
        return jdbc.sql("""
                        select day, impact, accounts, people, silent, owed, recurrence, value, currency
                          from problem_impact
                         where problem_id = :problem
                           and day <= :day
                         order by day desc
                         limit :limit
                        """)
                .param("problem", problem)
                .param("day", Date.valueOf(day))
                .param("limit", limit)
                .query((row, n) -> new Snapshot(
                        row.getDate("day").toLocalDate(),
                        row.getDouble("impact"),
                        row.getInt("accounts"),
                        row.getInt("people"),
                        row.getInt("silent"),
                        row.getInt("owed"),
                        row.getInt("recurrence"),
                        row.getBigDecimal("value"),
                        row.getString("currency")))
                .list();
    }
}
