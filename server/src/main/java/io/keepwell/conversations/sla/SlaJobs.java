package io.keepwell.conversations.sla;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What time itself brings about: warnings, breaches, and recounts in the background. The scheduler leases
/// each of these tasks to one node.
@Configuration(proxyBeanMethods = false)
class SlaJobs {

    private static final int AT_ONCE = 500;

    @Bean
    RecurringTask<Void> slaDue(ClockStore store, Clockwork clockwork, Clock clock) {
        return Tasks.recurring("sla-due", FixedDelay.ofSeconds(2)).execute((instance, context) -> {
            for (var due = store.tellable(clock.instant(), AT_ONCE); !due.isEmpty(); ) {
                clockwork.reckon(due, Clockwork.Verdicts.STAND);
                due = due.size() < AT_ONCE / 2 ? java.util.List.of() : store.tellable(clock.instant(), AT_ONCE);
            }
        });
    }

    @Bean
    RecurringTask<Void> slaRecount(Recounts recounts) {
        return Tasks.recurring("sla-recount", FixedDelay.ofSeconds(2)).execute((instance, context) -> {
            while (recounts.step()) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        });
    }
}
