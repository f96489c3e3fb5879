package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Attempts to sign in are forgotten after a day, or guessing would fill the table.
@Configuration(proxyBeanMethods = false)
class AttemptsForgotten {

    private static final Duration KEPT = Duration.ofDays(1);

    @Bean
    RecurringTask<Void> forgetSignInAttempts(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("forget-sign-in-attempts", FixedDelay.ofHours(1))
                .execute((instance, context) -> jdbc.sql("delete from sign_in_attempt where last_at < :before")
                        .param("before", clock.instant().minus(KEPT).atOffset(UTC))
                        .update());
    }
}
