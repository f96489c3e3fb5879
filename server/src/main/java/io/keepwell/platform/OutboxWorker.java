package io.keepwell.platform;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Delivers what lies in the outbox. After a crash the scheduler hands the same work to the next worker, which
/// sees from the row how far it had come.
@Configuration(proxyBeanMethods = false)
class OutboxWorker {

    static final String TASK = "outbox";

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

    /// Pauses before the next attempt; the last is repeated until two days are over.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private static final int LAST_ATTEMPT = 52;
    private static final Duration WHILE_STILL = Duration.ofSeconds(20);

    private final OutboxStore store;
    private final ObjectProvider<OutboxChannel> channels;
    private final Stillness stillness;
    private final MeterRegistry meters;

    OutboxWorker(OutboxStore store, ObjectProvider<OutboxChannel> channels, Stillness stillness, MeterRegistry meters) {
        this.store = store;
        this.channels = channels;
        this.stillness = stillness;
        this.meters = meters;
    }

    @Bean
    CustomTask<Void> outboxTask() {
        return Tasks.custom(TASK, Void.class).execute((instance, context) -> {
            var name = instance.getId();
            return run(UUID.fromString(name.substring(0, name.indexOf('.'))));
        });
    }

    private CompletionHandler<Void> run(UUID id) {
        if (stillness.restoredFrom().isPresent()) {
            return new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(WHILE_STILL));
        }
        var claimed = store.claim(id);
        if (claimed.isEmpty()) {
            store.orphaned(id);
            return new CompletionHandler.OnCompleteRemove<>();
        }
        var item = claimed.get();
        var outcome = attempt(item);
        meters.counter(
                        "keepwell.outbox",
                        "channel",
                        item.channel(),
                        "outcome",
                        outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
        return switch (outcome) {
            case OutboxChannel.Outcome.Sent() -> end(item, OutboxState.SENT, null);
            case OutboxChannel.Outcome.Refused(var reason) -> end(item, OutboxState.FAILED, reason);
            case OutboxChannel.Outcome.Suppressed(var reason) -> end(item, OutboxState.SUPPRESSED, reason);
            case OutboxChannel.Outcome.Unknown(var reason) -> end(item, OutboxState.UNCERTAIN, reason);
            case OutboxChannel.Outcome.Later(var reason, var pause) -> later(item, reason, pause);
        };
    }

    private OutboxChannel.Outcome attempt(OutboxItem item) {
        var handedOver = new boolean[1];
        try {
            var channel = channels.stream()
                    .filter(candidate -> candidate.name().equals(item.channel()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no channel " + item.channel()));
            return channel.deliver(item, () -> {
                if (!store.beginHandOver(item)) {
                    throw new IllegalStateException("another attempt has taken over");
                }
                handedOver[0] = true;
            });
        } catch (Exception e) {
            log.warn("Attempt {} of {} over {} failed", item.attempt(), item.id(), item.channel(), e);
            var reason = String.valueOf(e.getMessage());
            return handedOver[0] ? new OutboxChannel.Outcome.Unknown(reason) : new OutboxChannel.Outcome.Later(reason);
        }
    }

    private CompletionHandler<Void> end(OutboxItem item, OutboxState state, @Nullable String reason) {
        if (state != OutboxState.SENT) {
            log.warn("{} over {} ended as {}", item.id(), item.channel(), state.word());
        }
        store.finish(item, state, reason);
        return new CompletionHandler.OnCompleteRemove<>();
    }

    private CompletionHandler<Void> later(OutboxItem item, String reason, @Nullable Duration asked) {
        if (item.attempt() >= LAST_ATTEMPT) {
            return end(item, OutboxState.FAILED, reason);
        }
        store.finish(item, OutboxState.QUEUED, reason);
        var pause = PAUSES.get(Math.min(item.attempt(), PAUSES.size()) - 1);
        return new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(asked == null ? pause : asked));
    }
}
