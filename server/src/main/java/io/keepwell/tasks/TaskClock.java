package io.keepwell.tasks;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.team.MemberDeactivated;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.support.TransactionTemplate;

/// Notices what is due. The rows alone say so, and they are looked at every few seconds: whatever passed while nobody
/// was running is found at the next start, and noted at the instant it was due.
@Configuration(proxyBeanMethods = false)
class TaskClock {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 500;

    private final TaskStore store;
    private final Tasks tasks;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    TaskClock(
            TaskStore store,
            Tasks tasks,
            LiveUpdates live,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.tasks = tasks;
        this.live = live;
        this.events = events;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> noticeDueTasks() {
        return com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring("notice-due-tasks", FixedDelay.of(PAUSE))
                .execute((instance, context) -> look());
    }

    /// Notes all that has passed and reminds of what is due soon.
    void look() {
        int found;
        do {
            found = Objects.requireNonNull(transactions.execute(status -> passed() + soon()));
        } while (found >= AT_ONCE);
    }

    private int passed() {
        var passed = store.passed(clock.instant(), AT_ONCE);
        for (var task : passed) {
            tasks.broken(task, Objects.requireNonNull(task.dueAt()));
            meters.counter("keepwell.promises.broken", "kind", task.kind().word())
                    .increment();
            live.changed("promise-due", task.id());
        }
        return passed.size();
    }

    private int soon() {
        var now = clock.instant();
        var soon = store.soon(now, Tasks.AHEAD, AT_ONCE);
        for (var task : soon) {
            store.reminded(task.id(), now);
            events.publishEvent(new PromiseDue(
                    task.id(), task.subject(), task.owner(), Objects.requireNonNull(task.dueAt()), false));
            live.changed("promise-due", task.id());
        }
        return soon.size();
    }

    /// What somebody owed who has left is owed by whoever looks after the subject now.
    @ApplicationModuleListener
    void on(MemberDeactivated event) {
        store.ofOwner(event.member()).forEach(task -> tasks.owner(task.id(), null));
    }
}
