package io.keepwell.conversations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When solved conversations are closed by themselves.
///
/// @param after so long after they were solved, 28 days at most; 0 for never
@ConfigurationProperties("keepwell.close")
record ClosingSettings(@DefaultValue("4d") Duration after) {

    private static final Duration LONGEST = Duration.ofDays(28);

    ClosingSettings {
        if (after.isNegative() || after.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "KEEPWELL_CLOSE_AFTER is a time of 28 days at most, such as 4d; 0 for never.");
        }
    }
}
