package io.keepwell.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Works off what is ours and not read yet, in order per mailbox, each mail in a transaction of its own.
/// Whatever happens to one mail, the next has its turn (I6).
@Component
class Filing {

    private static final Logger log = LoggerFactory.getLogger(Filing.class);

    private final RawMailStore mails;
    private final MailReading reading;
    private final MailFiling filing;
    private final MeterRegistry meters;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    Filing(RawMailStore mails, MailReading reading, MailFiling filing, MeterRegistry meters) {
        this.mails = mails;
        this.reading = reading;
        this.filing = filing;
        this.meters = meters;
    }

    /// Mail waits in this mailbox: somebody reads it soon.
    void wake(UUID mailbox) {
        if (running.add(mailbox)) {
            Thread.ofVirtual().name("filing " + mailbox).start(() -> {
                boolean drained = false;
                try {
                    drained = run(mailbox);
                } finally {
                    running.remove(mailbox);
                }
                // mail that came between the last look and now found somebody at work, and would wait for the sweep
                if (drained && mails.next(mailbox).isPresent()) {
                    wake(mailbox);
                }
            });
        }
    }

    /// Looks after every mailbox in which mail waits.
    void wakeAll() {
        mails.waiting().forEach(this::wake);
    }

    /// Reads all that waits in a mailbox.
    ///
    /// @return whether nothing waits any more; else something is in the way, and it is tried again in a moment
    boolean run(UUID mailbox) {
        try {
            var next = mails.next(mailbox);
            while (filing.ready() && next.isPresent()) {
                one(next.get());
                next = mails.next(mailbox);
            }
            return next.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessResourceFailureException
                | TransientDataAccessException
                | TransactionException
                | UncheckedIOException e) {
            log.warn("Filing the mail of {} is tried again in a moment: {}", mailbox, e.toString());
        }
        return false;
    }

    private void one(RawMail raw) throws InterruptedException {
        switch (reading.read(raw)) {
            case MailReading.Outcome.Unreadable(var reason, var words) -> quarantine(raw, reason, words);
            case MailReading.Outcome.Done(var read) -> {
                try {
                    filing.file(raw, read);
                } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException e) {
                    throw e;
                } catch (RuntimeException | StackOverflowError e) {
                    log.error("Mail {} could not be filed", raw.id(), e);
                    quarantine(raw, "NOT_FILED", e.getClass().getSimpleName());
                }
            }
        }
    }

    private void quarantine(RawMail raw, String reason, @Nullable String words) {
        if (filing.quarantine(raw, reason, words)) {
            log.warn("Mail {} is in quarantine: {}", raw.id(), reason);
            meters.counter("keepwell.mail.quarantined").increment();
        }
    }
}
