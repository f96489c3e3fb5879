package io.keepwell.notifications.push;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// How long a server asks us to wait (RFC 9110, section 10.2.3).
final class RetryAfter {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    /// @param header  seconds or an instant; null where it said nothing
    /// @param longest no pause is longer
    /// @return null where it said nothing that can be read
    static @Nullable Duration read(@Nullable String header, Instant now, Duration longest) {
        if (header == null) {
            return null;
        }
        try {
            var pause = header.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause.compareTo(longest) > 0 ? longest : pause;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
