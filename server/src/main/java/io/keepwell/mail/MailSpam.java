package io.keepwell.mail;

import io.keepwell.shared.Ids;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks after the mail that is kept apart.
@Component
class MailSpam implements KeptSpam {

    private static final int PREVIEW = 4_000;

    private final SpamStore store;
    private final RawMailStore mails;
    private final MailReading reading;
    private final Filing filing;
    private final ObjectProvider<Audit> audit;
    private final TransactionTemplate transaction;
    private final MailSettings settings;
    private final Clock clock;

    MailSpam(
            SpamStore store,
            RawMailStore mails,
            MailReading reading,
            Filing filing,
            ObjectProvider<Audit> audit,
            TransactionTemplate transaction,
            MailSettings settings,
            Clock clock) {
        this.store = store;
        this.mails = mails;
        this.reading = reading;
        this.filing = filing;
        this.audit = audit;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Kept> kept(@Nullable UUID before, int limit) {
        return store.kept(before, limit);
    }

    @Override
    public int count() {
        return store.count();
    }

    @Override
    public String words(UUID id) throws InterruptedException {
        return switch (reading.read(mail(id))) {
            case MailReading.Outcome.Done(var read) -> {
                var text = read.mail().body().text();
                yield text.length() > PREVIEW ? text.substring(0, PREVIEW) : text;
            }
            case MailReading.Outcome.Unreadable(var reason, var words) -> "";
        };
    }

    @Override
    public Optional<UUID> release(UUID id) {
        var mail = mail(id);
        transaction.executeWithoutResult(status -> {
            if (store.release(id)) {
                audit.ifAvailable(log -> log.record(
                        "spam.released", id, Objects.requireNonNullElse(mail.subject(), id.toString()), Map.of()));
            }
        });
        filing.run(mail.mailbox());
        return store.threadOf(id);
    }

    @Override
    public Duration keptFor() {
        return settings.spamKept();
    }

    @Override
    public void forgetThread(UUID thread) {
        store.forgetThread(thread);
    }

    /// Deletes what has been kept for long enough.
    void sweep() {
        transaction.executeWithoutResult(status -> {
            int gone = store.forget(clock.instant().minus(settings.spamKept()));
            if (gone > 0) {
                audit.ifAvailable(log -> log.record("spam.deleted", Ids.next(), String.valueOf(gone), Map.of()));
            }
        });
    }

    private RawMail mail(UUID id) {
        return mails.find(id).filter(mail -> mail.state() == RawMail.State.SPAM).orElseThrow(SpamNotFound::new);
    }
}
