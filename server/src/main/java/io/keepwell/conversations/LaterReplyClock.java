package io.keepwell.conversations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.keepwell.shared.Ids;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Keeps the times of replies for later in the database: after a crash the scheduler wakes them again, and those whose
/// time passed meanwhile leave then.
@Configuration(proxyBeanMethods = false)
class LaterReplyClock {

    private static final String TASK = "later-reply";

    @Bean
    OneTimeTask<Void> laterReplyTask(ObjectProvider<LaterReplies> replies) {
        return Tasks.oneTime(TASK).execute((instance, context) -> {
            var name = instance.getId();
            replies.getObject().ring(UUID.fromString(name.substring(0, name.indexOf('.'))));
        });
    }

    @Bean
    LaterReplyAlarm laterReplyAlarm(ObjectProvider<Scheduler> scheduler) {
        return new SchedulerAlarm(scheduler);
    }

    private record SchedulerAlarm(ObjectProvider<Scheduler> scheduler) implements LaterReplyAlarm {

        @Override
        public void at(UUID later, Instant due) {
            scheduler.getObject().schedule(new TaskInstance<>(TASK, later + "." + Ids.next()), due);
        }
    }
}
