package io.keepwell.customers.notes;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Deletes for good what was taken away, once it can no longer be taken back, and what vanishes by its day.
@Component
class NotePurge {

    /// A little more than the ten seconds in which the page offers to undo.
    static final Duration UNDO = Duration.ofSeconds(15);

    private final NoteBookStore store;
    private final NoteBook notes;
    private final Clock clock;

    NotePurge(NoteBookStore store, NoteBook notes, Clock clock) {
        this.store = store;
        this.notes = notes;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> purgeNotes() {
        return Tasks.recurring("purge-remembered-notes", FixedDelay.ofSeconds(30))
                .execute((instance, context) -> purge());
    }

    int purge() {
        return store.purge(clock.instant().minus(UNDO), notes.today());
    }
}
