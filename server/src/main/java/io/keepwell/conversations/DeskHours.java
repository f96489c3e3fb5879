package io.keepwell.conversations;

import io.keepwell.conversations.calendars.DayHours;
import io.keepwell.conversations.calendars.Holiday;
import io.keepwell.tasks.WorkHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The hours of a desk, as far as words like "by the end of the day" need to know.
final class DeskHours {

    private static final int LAST_MINUTE = 24 * 60 - 1;

    private DeskHours() {}

    static WorkHours of(MailboxDesk desk) {
        var days = new EnumMap<DayOfWeek, WorkHours.Day>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var spans = DayHours.parse(desk.hours().get(day.getValue() - 1))
                    .map(DayHours::spans)
                    .orElse(List.of());
            if (!spans.isEmpty()) {
                int from = spans.stream().mapToInt(DayHours.Span::from).min().orElseThrow();
                int to = spans.stream()
                        .mapToInt(span -> span.to() > span.from() ? span.to() : LAST_MINUTE)
                        .max()
                        .orElseThrow();
                days.put(day, new WorkHours.Day(time(from), time(to)));
            }
        }
        var off = desk.holidays().stream()
                .filter(Predicate.not(Holiday::part))
                .map(Holiday::day)
                .collect(Collectors.toSet());
        return days.isEmpty() ? WorkHours.usual() : new WorkHours(days, off);
    }

    private static LocalTime time(int minutes) {
        return LocalTime.ofSecondOfDay(Math.min(minutes, LAST_MINUTE) * 60L);
    }
}
