package io.keepwell.surveys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.LiveUpdates;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/// What asking does in the background. Each step is one transaction per some hundred people, so that whatever crashes
/// goes on where it stood.
@Configuration(proxyBeanMethods = false)
class AskingTasks {

    private final Waves waves;
    private final WaveStore store;
    private final Asking asking;
    private final AskingPost post;
    private final AskingTriggers triggers;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AskingTasks(
            Waves waves,
            WaveStore store,
            Asking asking,
            AskingPost post,
            AskingTriggers triggers,
            LiveUpdates live,
            TransactionTemplate transaction,
            Clock clock) {
        this.waves = waves;
        this.store = store;
        this.asking = asking;
        this.post = post;
        this.triggers = triggers;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> askCustomers() {
        return Tasks.recurring("ask-customers", FixedDelay.ofSeconds(2)).execute((instance, context) -> run());
    }

    @Bean
    RecurringTask<Void> askByCalendar() {
        return Tasks.recurring("ask-by-calendar", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> triggers.byCalendar());
    }

    /// Everything whose time has come, once.
    void run() {
        for (var wave : store.ungathered()) {
            boolean more = true;
            while (more) {
                more = waves.gather(wave);
                decide();
            }
        }
        decide();
        post.writeAll();
        transaction.executeWithoutResult(status -> {
            var now = clock.instant();
            store.moveOn(now, waves.month(now)).forEach(wave -> live.changed("survey-wave", wave));
        });
    }

    private void decide() {
        int decided = Asking.AT_ONCE;
        while (decided == Asking.AT_ONCE) {
            decided = asking.decide(null, Asking.AT_ONCE);
        }
    }
}
