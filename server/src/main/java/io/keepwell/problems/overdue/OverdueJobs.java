package io.keepwell.problems.overdue;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import gg.jte.Content;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Moments;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When it is looked for overdue updates, and where they are seen.
@Configuration(proxyBeanMethods = false)
class OverdueJobs {

    private static final Duration PAUSE = Duration.ofSeconds(20);

    @Bean
    RecurringTask<Void> remindOfUpdates(OverdueUpdates updates) {
        return Tasks.recurring("remind-of-updates", FixedDelay.of(PAUSE))
                .execute((instance, context) -> updates.remind());
    }

    @Bean
    ProblemPart overdueUpdate(OverdueUpdates updates, Fragments fragments, Clock clock) {
        return new ProblemPart() {
            @Override
            public int order() {
                return 1;
            }

            @Override
            public Optional<Content> of(Problem problem) {
                return updates.dueAt(problem.id())
                        .map(due -> fragments.of(
                                "problems/overdue/late.jte",
                                Map.of("due", due, "late", Moments.span(Duration.between(due, clock.instant())))));
            }
        };
    }
}
