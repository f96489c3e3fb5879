package io.keepwell.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.HealthPart;
import io.keepwell.shared.EmailAddress;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks after the mail that is held as a flood.
@Component
class Floods implements HeldMail, HealthPart {

    private static final int SHOWN = 200;

    private final FloodStore store;
    private final Filing filing;
    private final ObjectProvider<Audit> audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Floods(FloodStore store, Filing filing, ObjectProvider<Audit> audit, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.filing = filing;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Flood> floods() {
        return store.floods(SHOWN);
    }

    @Override
    public int held() {
        return store.count();
    }

    @Override
    public int release(UUID mailbox, String sender) {
        int released = noted("flood.released", mailbox, sender, () -> store.release(mailbox, sender, clock.instant()));
        filing.wake(mailbox);
        return released;
    }

    @Override
    public int discard(UUID mailbox, String sender) {
        return noted("flood.discarded", mailbox, sender, () -> store.discard(mailbox, sender, clock.instant()));
    }

    private int noted(String deed, UUID mailbox, String sender, Supplier<Integer> doing) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int mails = doing.get();
            if (mails > 0) {
                var whose = EmailAddress.parse(sender).map(Suppressions::veiled).orElse("");
                audit.ifAvailable(log -> log.record(deed, mailbox, whose, Map.of("count", mails)));
            }
            return mails;
        }));
    }

    @Override
    public String name() {
        return "floods";
    }

    @Override
    public Map<String, Object> state() {
        int held = held();
        return Map.of("ok", held == 0, "held", held);
    }

    /// When buckets that are full again are forgotten.
    @Configuration(proxyBeanMethods = false)
    static class Plan {

        @Bean
        RecurringTask<Void> forgetMailRates(FloodStore store, Clock clock) {
            return Tasks.recurring("forget-mail-rates", FixedDelay.of(Duration.ofHours(1)))
                    .execute((instance, context) -> store.prune(clock.instant().minus(Duration.ofHours(2))));
        }
    }
}
