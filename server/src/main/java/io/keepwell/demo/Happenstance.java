package io.keepwell.demo;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Chance that comes out the same each time.
final class Happenstance {

    private final Random random;

    Happenstance(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    /// A whole number between two, both included.
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /// True in so many of a hundred cases.
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /// An index, each as likely as its weight says.
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int at = random.nextInt(sum);
        for (int i = 0; i < weights.length; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        throw new IllegalStateException("no weight");
    }

    /// An id as `Ids` makes them (version 7), of the given time.
    UUID id(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
        long low = 0x8000000000000000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
