package io.keepwell.platform;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Buckets of this node, one for each thing and whoever does it: they fill up evenly and give one out for each deed.
public final class Rates {

    private static final int MANY = 20_000;
    private static final long OLD = Duration.ofHours(1).toNanos();

    private record Bucket(double left, boolean gave, long at) {}

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /// @param nanos time that only goes forward
    public Rates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Takes one out of a bucket.
    ///
    /// @param size how many it holds
    /// @param per  the time in which an empty one fills up
    /// @return false where it is empty
    public boolean take(String what, String who, int size, Duration per) {
        long now = nanos.getAsLong();
        if (buckets.size() > MANY) {
            buckets.values().removeIf(bucket -> now - bucket.at() > OLD);
        }
        var after = buckets.compute(what + " " + who, (key, before) -> {
            double left = before == null
                    ? size
                    : Math.min(size, before.left() + (double) (now - before.at()) * size / per.toNanos());
            return left < 1 ? new Bucket(left, false, now) : new Bucket(left - 1, true, now);
        });
        return after.gave();
    }
}
