package io.keepwell.trackers;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times as trackers write them: `2026-11-22T09:00:00Z`, with an offset, and in webhooks of older GitLabs
/// `2026-11-22 09:00:00 UTC` or `2026-11-22 09:00:00 +0200`.
final class TrackerTimes {

    private static final List<DateTimeFormatter> SHAPES = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("yyyy-MM-dd HH:mm:ss ")
                    .appendOffset("+HHMM", "UTC")
                    .toFormatter(Locale.ROOT));

    private TrackerTimes() {}

    /// @return null where that is no time
    static @Nullable Instant read(String text) {
        for (var shape : SHAPES) {
            try {
                return OffsetDateTime.parse(text, shape).toInstant();
            } catch (DateTimeParseException e) {
                continue;
            }
        }
        return null;
    }
}
