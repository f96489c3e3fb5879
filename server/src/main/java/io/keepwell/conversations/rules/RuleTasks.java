package io.keepwell.conversations.rules;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When rules work. The scheduler leases each of these tasks to one node, and wakes them again after a crash.
@Configuration(proxyBeanMethods = false)
class RuleTasks {

    private static final int IDLE_AT_ONCE = 500;

    @Bean
    RecurringTask<Void> workOffRules(RuleWork work) {
        return Tasks.recurring("work-off-rules", FixedDelay.ofSeconds(1))
                .execute((instance, context) -> work.workOff());
    }

    @Bean
    RecurringTask<Void> findIdle(RuleStore rules, RuleJobStore jobs) {
        return Tasks.recurring("rules-idle", FixedDelay.ofSeconds(60))
                .execute((instance, context) ->
                        rules.waitingFor(Trigger.IDLE.word()).forEach(rule -> jobs.idle(rule, IDLE_AT_ONCE)));
    }

    @Bean
    RecurringTask<Void> pruneRules(RuleJobStore jobs, RuleLog log) {
        return Tasks.recurring("prune-rules", FixedDelay.ofHours(24)).execute((instance, context) -> {
            jobs.prune();
            log.prune();
        });
    }
}
