package io.keepwell.problems.likely;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Learns in the background: whichever node takes the task catches up, and learns its model anew after enough news or
/// twice a day. A node that has not yet answers by the nearest complaints alone.
@Configuration(proxyBeanMethods = false)
class LikelyTasks {

    private static final int PAUSE = 1;
    private static final int HOURS = 6;

    @Bean
    RecurringTask<Void> learnLikelyProblems(Learned learned) {
        return Tasks.recurring("learn-likely-problems", FixedDelay.ofMinutes(PAUSE))
                .execute((instance, context) -> learned.train());
    }

    @Bean
    RecurringTask<Void> forgetLikelyNews(LikelyNews news) {
        return Tasks.recurring("forget-likely-news", FixedDelay.ofHours(HOURS))
                .execute((instance, context) -> news.forgetOld());
    }
}
