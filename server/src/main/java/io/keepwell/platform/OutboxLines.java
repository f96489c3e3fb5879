package io.keepwell.platform;

import io.keepwell.platform.OutboxChannel.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lines before those a channel delivers to, such as mail servers: so many deliveries to one of them at a time,
/// because one that hangs must not take all workers.
///
/// @param <K> what names one of them
public final class OutboxLines<K> {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final int abreast;
    private final Map<K, Semaphore> lines = new ConcurrentHashMap<>();

    /// @param abreast how many at a time
    public OutboxLines(int abreast) {
        this.abreast = abreast;
    }

    /// Delivers when it is its turn.
    ///
    /// @param to   to whom
    /// @param busy what is said where its turn does not come soon; it is tried again later then
    /// @param work the delivery
    public Outcome deliver(K to, String busy, Callable<Outcome> work) throws Exception {
        var line = lines.computeIfAbsent(to, key -> new Semaphore(abreast));
        if (!line.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Outcome.Later(busy);
        }
        try {
            return work.call();
        } finally {
            line.release();
        }
    }
}
