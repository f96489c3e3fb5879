package io.keepwell.conversations;

import io.keepwell.shared.Words;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskChanged;
import io.keepwell.tasks.Tasks;
import io.keepwell.webhooks.Happening;
import io.keepwell.webhooks.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells webhooks what becomes of promises.
@Component
class PromiseNews {

    private static final Set<String> TOLD = Set.of("made", "kept", "broken");

    private final Webhooks webhooks;
    private final Tasks tasks;
    private final Clock clock;

    PromiseNews(Webhooks webhooks, Tasks tasks, Clock clock) {
        this.webhooks = webhooks;
        this.tasks = tasks;
        this.clock = clock;
    }

    record Promise(
            UUID id,
            @Nullable UUID conversation,
            String kind,
            String what,
            @Nullable Instant dueAt,
            String state) {

        static Promise of(Task task) {
            return new Promise(
                    task.id(), task.subject(), task.kind().word(), task.what(), task.dueAt(), Words.of(task.state()));
        }
    }

    @EventListener
    void on(TaskChanged event) {
        if (TOLD.contains(event.what()) && tasks.get(event.task()).promised()) {
            webhooks.happened(new Happening(
                    "promise." + event.what(),
                    event.task(),
                    clock.instant(),
                    false,
                    () -> Promise.of(tasks.get(event.task()))));
        }
    }
}
