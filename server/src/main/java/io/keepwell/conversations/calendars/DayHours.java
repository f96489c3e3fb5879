package io.keepwell.conversations.calendars;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The hours of one day as people write them: `09:00-12:00, 13:00-17:00`.
///
/// @param spans the spans in the order they were written
public record DayHours(List<Span> spans) {

    /// Minutes of a day; legal as an end, `24:00`.
    static final int DAY = 24 * 60;

    private static final Pattern SPAN = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*[-–]\\s*(\\d{1,2}):(\\d{2})");

    /// A span in minutes since midnight; it ends on the next day where `to` is not after `from`.
    public record Span(int from, int to) {}

    public DayHours {
        spans = List.copyOf(spans);
    }

    /// @return empty where the text cannot be read; no spans for a day off
    public static Optional<DayHours> parse(String text) {
        var spans = new ArrayList<Span>();
        if (!text.isBlank()) {
            for (var part : text.split("[,;]")) {
                var match = SPAN.matcher(part.strip());
                if (!match.matches()) {
                    return Optional.empty();
                }
                int from = minutes(match.group(1), match.group(2));
                int to = minutes(match.group(3), match.group(4));
                if (from < 0 || from == DAY || to < 0) {
                    return Optional.empty();
                }
                spans.add(new Span(from, to));
            }
        }
        return Optional.of(new DayHours(spans));
    }

    // -1 for what is no time of day
    private static int minutes(String hour, String minute) {
        int of = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        return Integer.parseInt(minute) > 59 || of > DAY ? -1 : of;
    }
}
