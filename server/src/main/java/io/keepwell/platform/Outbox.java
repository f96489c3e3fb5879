package io.keepwell.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Everything that leaves the system goes through here: written in the transaction that caused it, sent after it
/// committed, once per cause key, whatever crashes.
@Component
public class Outbox {

    private final OutboxStore store;
    // lazily, because the scheduler's tasks reach back to the channels
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Outbox(OutboxStore store, ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.store = store;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Puts something into the outbox, within the current transaction.
    ///
    /// @param channel  name of the channel that delivers it
    /// @param causeKey what caused it; a second put with the same key changes nothing
    /// @param subject  what to deliver, by the channel's own id
    /// @param due      when to send it; until then it can be cancelled
    /// @return id in the outbox; empty where the cause was there before
    @Transactional
    public Optional<UUID> put(String channel, String causeKey, UUID subject, Instant due) {
        var id = Ids.next();
        if (!store.insert(id, channel, causeKey, subject, due)) {
            return Optional.empty();
        }
        schedule(id, due);
        return Optional.of(id);
    }

    /// Notes something that left, or tried to, before it came here: nothing is scheduled, but its cause is known.
    ///
    /// @param at    when that was
    /// @param state how it ended; what failed or is uncertain can be sent again
    /// @return id in the outbox; empty where the cause was there before
    @Transactional
    public Optional<UUID> past(String channel, String causeKey, UUID subject, Instant at, OutboxState state) {
        var id = Ids.next();
        return store.insertPast(id, channel, causeKey, subject, at, state) ? Optional.of(id) : Optional.empty();
    }

    /// Takes something back that has not been started; false where it is too late.
    @Transactional
    public boolean cancel(UUID id) {
        return store.move(id, "queued", OutboxState.CANCELLED, null);
    }

    /// Takes back what has not been started, and forgets what was said about it: for what may not be known any more.
    @Transactional
    public void forget(UUID id) {
        store.move(id, "queued,failed,uncertain", OutboxState.CANCELLED, null);
        store.forgetReason(id);
    }

    /// Sends something again that failed, came back, was suppressed or is uncertain, because a person said
    /// so; false where it is in no such state.
    @Transactional
    public boolean resend(UUID id) {
        if (!store.move(id, "failed,uncertain,bounced,suppressed", OutboxState.QUEUED, null)) {
            return false;
        }
        schedule(id, clock.instant());
        return true;
    }

    /// Settles something uncertain that turned out to have arrived or not, such as by a reply or a bounce.
    ///
    /// @param arrived whether it arrived
    @Transactional
    public boolean settle(UUID id, boolean arrived, @Nullable String reason) {
        return store.move(id, "uncertain", arrived ? OutboxState.SENT : OutboxState.FAILED, reason);
    }

    /// Notes what a report says that came after it was handed over, or even while it was.
    ///
    /// @param arrived whether it arrived
    /// @return false where nobody has handed it over
    @Transactional
    public boolean report(UUID id, boolean arrived, @Nullable String reason) {
        return arrived
                ? store.move(id, "handing-over,sent,uncertain", OutboxState.DELIVERED, reason)
                : store.move(id, "handing-over,sent,uncertain,delivered", OutboxState.BOUNCED, reason);
    }

    /// The id of what a cause put into the outbox.
    public Optional<UUID> find(String causeKey) {
        return store.idOf(causeKey);
    }

    private void schedule(UUID id, Instant due) {
        scheduler.getObject().schedule(new TaskInstance<>(OutboxWorker.TASK, id + "." + Ids.next()), due);
        if (!due.isAfter(clock.instant()) && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    scheduler.getObject().triggerCheckForDueExecutions();
                }
            });
        }
    }
}
