package io.keepwell.platform;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Forgets the answers kept for `Idempotency-Key` after 30 days: nobody repeats a request that late.
@Component
class AnswerPruner {

    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    AnswerPruner(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> pruneAnswers() {
        return Tasks.recurring("prune-idempotent-answers", FixedDelay.ofHours(24))
                .execute((instance, context) -> prune());
    }

    int prune() {
        return jdbc.sql("delete from idempotent_answer where created_at < :limit")
                .param("limit", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
