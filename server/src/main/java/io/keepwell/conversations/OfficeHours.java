package io.keepwell.conversations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The hours in which somebody attends, by weekday, in a zone, without holidays (S6).
///
/// @param days     Monday to Sunday, each with its spans
/// @param holidays days on which no span begins
/// @param zone     zone the times are meant in
record OfficeHours(List<List<Span>> days, Set<LocalDate> holidays, ZoneId zone) {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*[-–]\\s*(\\d{1,2}):(\\d{2})");
    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final int DAYS_LOOKED_AT = 800;

    /// A span of a day in minutes since midnight; it ends on the next day where `to` is not after `from`.
    record Span(int from, int to) {}

    OfficeHours {
        // In their order, whatever order somebody typed them in: time is counted from the first on.
        days = days.stream()
                .map(day ->
                        day.stream().sorted(Comparator.comparingInt(Span::from)).toList())
                .toList();
        holidays = Set.copyOf(holidays);
    }

    /// Reads hours such as `09:00-12:00, 13:00-17:00`, one text for every weekday from Monday on.
    ///
    /// @return empty where nobody ever attends
    static Optional<OfficeHours> of(List<String> hours, List<LocalDate> holidays, ZoneId zone) {
        var days = hours.stream().map(day -> spans(day).orElse(List.of())).toList();
        return days.stream().allMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(new OfficeHours(days, Set.copyOf(holidays), zone));
    }

    /// The spans of one day; empty where they cannot be read.
    static Optional<List<Span>> spans(String day) {
        var spans = new ArrayList<Span>();
        if (day.isBlank()) {
            return Optional.of(spans);
        }
        for (var part : day.split("[,;]")) {
            var match = SPAN.matcher(part.strip());
            if (!match.matches()) {
                return Optional.empty();
            }
            int from = minutes(match.group(1), match.group(2));
            int to = minutes(match.group(3), match.group(4));
            if (from < 0 || from == MINUTES_OF_A_DAY || to < 0) {
                return Optional.empty();
            }
            spans.add(new Span(from, to));
        }
        return Optional.of(spans);
    }

    // 24:00 is legal as an end; -1 for what is no time of day
    private static int minutes(String hour, String minute) {
        int of = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        return Integer.parseInt(minute) > 59 || of > MINUTES_OF_A_DAY ? -1 : of;
    }

    /// The instant at which so much attended time has passed since `start`; empty where it takes more than two
    /// years.
    Optional<Instant> after(Instant start, Duration attended) {
        var left = attended;
        var reached = start;
        var day = start.atZone(zone).toLocalDate().minusDays(1);
        for (int n = 0; n < DAYS_LOOKED_AT; n++, day = day.plusDays(1)) {
            if (holidays.contains(day)) {
                continue;
            }
            for (var span : days.get(day.getDayOfWeek().getValue() - 1)) {
                var from = begin(day, span.from());
                var to = end(span.to() > span.from() ? day : day.plusDays(1), span.to());
                if (from.isBefore(reached)) {
                    from = reached;
                }
                if (!from.isBefore(to)) {
                    continue;
                }
                var here = Duration.between(from, to);
                if (here.compareTo(left) >= 0) {
                    return Optional.of(from.plus(left));
                }
                left = left.minus(here);
                reached = to;
            }
        }
        return Optional.empty();
    }

    // Inside the spring gap it moves forward, in the autumn overlap it takes the earlier offset (S6).
    private Instant begin(LocalDate day, int minutes) {
        return at(day, minutes).withEarlierOffsetAtOverlap().toInstant();
    }

    private Instant end(LocalDate day, int minutes) {
        return at(day, minutes).withLaterOffsetAtOverlap().toInstant();
    }

    private ZonedDateTime at(LocalDate day, int minutes) {
        return minutes == MINUTES_OF_A_DAY
                ? ZonedDateTime.of(day.plusDays(1), LocalTime.MIDNIGHT, zone)
                : ZonedDateTime.of(day, LocalTime.ofSecondOfDay(minutes * 60L), zone);
    }
}
