package io.keepwell.status;

import io.keepwell.platform.OutboxState;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes the letters that the ledger owes, each in a transaction of its own with its row: whatever
/// crashes, each is written once.
@Component
class StatusMails {

    private static final Logger LOG = LoggerFactory.getLogger(StatusMails.class);
    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final IncidentStore incidents;
    private final SubscriberStore subscribers;
    private final StatusLetters letters;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StatusMails(
            Ledger ledger,
            IncidentStore incidents,
            SubscriberStore subscribers,
            StatusLetters letters,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.incidents = incidents;
        this.subscribers = subscribers;
        this.letters = letters;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Writes all there are.
    void writeAll() {
        var owed = ledger.owed(AT_ONCE);
        while (!owed.isEmpty()) {
            owed.forEach(this::write);
            owed = owed.size() < AT_ONCE ? List.of() : ledger.owed(AT_ONCE);
        }
    }

    private void write(UUID row) {
        try {
            transaction.executeWithoutResult(status -> ledger.take(row).ifPresent(this::write));
        } catch (RuntimeException e) {
            // one letter that cannot be written must not keep the others from leaving
            LOG.error("Row {} of the status page's ledger cannot be written", row, e);
            transaction.executeWithoutResult(status ->
                    ledger.settle(row, OutboxState.FAILED, e.getClass().getSimpleName(), clock.instant()));
        }
    }

    private void write(Ledger.Owed owed) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var subscriber = subscribers.find(owed.subscriber()).filter(it -> it.state() == SubscriberState.ACTIVE);
        if (subscriber.isEmpty()) {
            ledger.settle(owed.id(), OutboxState.CANCELLED, "gone", now);
            return;
        }
        var post = incidents.findPost(owed.post()).orElseThrow();
        var incident = incidents.find(post.incident()).orElseThrow();
        letters.tell(incident, post, subscriber.get())
                .ifPresentOrElse(
                        letter -> ledger.written(owed.id(), letter, now),
                        () -> ledger.settle(owed.id(), OutboxState.SUPPRESSED, "no-mailbox", now));
    }
}
