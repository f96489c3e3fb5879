package io.keepwell.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How long a push service asks us to wait.
class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void isReadAsSecondsOrAsAnInstant() {
        assertThat(RetryAfter.read("120", NOW, DAY)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.read("Sun, 22 Nov 2026 10:03:00 GMT", NOW, DAY)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void isNeitherPastNorLongerThanItIsWorth() {
        assertThat(RetryAfter.read("0", NOW, DAY)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryAfter.read("Sun, 22 Nov 2026 09:00:00 GMT", NOW, DAY)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryAfter.read("999999999", NOW, DAY)).isEqualTo(DAY);
    }

    @Test
    void whatCannotBeReadSaysNothing() {
        assertThat(RetryAfter.read(null, NOW, DAY)).isNull();
        assertThat(RetryAfter.read("soon", NOW, DAY)).isNull();
        assertThat(RetryAfter.read("-5", NOW, DAY)).isNull();
    }
}
