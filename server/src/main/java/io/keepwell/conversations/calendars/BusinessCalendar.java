package io.keepwell.conversations.calendars;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Attended time: by weekday, with several spans a day, spans over midnight, holidays and a zone (S6). Two functions,
/// `due` and `between`, which are each other's inverse (S10); everything that promises, measures or reports a time
/// uses them.
///
/// A span belongs to the day on which it begins: a holiday drops the spans that begin on it. Wall-clock times become
/// instants day by day. A time that clocks jump over means the instant of the jump. Where a time comes twice, a start
/// means the first and an end the second.
///
/// Instants are counted in microseconds, as exactly as the database keeps them. A year's spans are worked out once,
/// with the time attended before each, so that both functions cost a binary search. Safe for many threads.
public final class BusinessCalendar {

    /// No target is looked for further ahead than this: a week of one hour holds a year of targets within it.
    private static final int YEARS_AHEAD = 60;

    private final ZoneRules rules;
    private final List<List<DayHours.Span>> week;
    private final Map<LocalDate, List<DayHours.Span>> exceptions;
    private final Map<Integer, Year> years = new ConcurrentHashMap<>();

    /// The attended time of a year of UTC: spans that neither touch nor overlap, in order.
    ///
    /// @param from   starts in microseconds
    /// @param to     ends
    /// @param before time attended in this year before each span
    /// @param total  time attended in the whole year
    private record Year(long[] from, long[] to, long[] before, long total) {

        /// Time attended in this year before an instant.
        long until(long at) {
            int span = lastNotAfter(from, at);
            return span < 0 ? 0 : before[span] + Math.min(at, to[span]) - from[span];
        }

        /// The first instant before which so much has been attended, more than nothing and at most all.
        long reached(long attended) {
            int span = lastBelow(before, attended);
            return from[span] + attended - before[span];
        }

        private static int lastNotAfter(long[] sorted, long at) {
            int found = java.util.Arrays.binarySearch(sorted, at);
            return found >= 0 ? found : -found - 2;
        }

        private static int lastBelow(long[] sorted, long value) {
            int found = java.util.Arrays.binarySearch(sorted, value);
            return (found >= 0 ? found : -found - 1) - 1;
        }
    }

    private BusinessCalendar(ZoneId zone, List<List<DayHours.Span>> week, Map<LocalDate, List<DayHours.Span>> days) {
        this.rules = zone.getRules();
        this.week = week;
        this.exceptions = days;
    }

    /// @param week     seven texts from Monday on, such as `09:00-12:00, 13:00-17:00`; empty for a day off
    /// @param holidays days that differ
    /// @param zone     the zone all of it is meant in
    /// @throws IllegalArgumentException where hours cannot be read; whoever takes them from people has checked them
    public static BusinessCalendar of(List<String> week, Collection<Holiday> holidays, ZoneId zone) {
        if (week.size() != 7) {
            throw new IllegalArgumentException("a week has seven days, not " + week.size());
        }
        var days = new HashMap<LocalDate, List<DayHours.Span>>();
        for (var holiday : holidays) {
            var hours = holiday.hours();
            days.put(holiday.day(), spans(hours == null ? "" : hours));
        }
        return new BusinessCalendar(
                zone, week.stream().map(BusinessCalendar::spans).toList(), Map.copyOf(days));
    }

    /// Somebody attends at all times.
    public static BusinessCalendar always() {
        return of(java.util.Collections.nCopies(7, "00:00-24:00"), List.of(), ZoneOffset.UTC);
    }

    private static List<DayHours.Span> spans(String text) {
        return DayHours.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("no hours: " + text))
                .spans();
    }

    /// The first instant from `start` on at which so much attended time has passed.
    ///
    /// @param attended not negative
    /// @return empty where that is never, because too little or nothing is attended
    public Optional<Instant> due(Instant start, Duration attended) {
        if (attended.isZero()) {
            return Optional.of(start);
        }
        long from = micros(start);
        int first = year(from);
        long wanted = micros(attended) + table(first).until(from);
        for (int year = first; year < first + YEARS_AHEAD; year++) {
            var table = table(year);
            if (wanted <= table.total()) {
                return Optional.of(instant(table.reached(wanted)));
            }
            wanted -= table.total();
        }
        return Optional.empty();
    }

    /// The attended time between two instants; nothing where `to` is not after `from`.
    public Duration between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        long a = micros(from);
        long b = micros(to);
        int last = year(b);
        int first = year(a);
        long attended = table(last).until(b) - table(first).until(a);
        for (int year = first; year < last; year++) {
            attended += table(year).total();
        }
        return Duration.of(attended, ChronoUnit.MICROS);
    }

    /// Whether somebody attends at this instant.
    public boolean attended(Instant at) {
        var table = table(year(micros(at)));
        int span = Year.lastNotAfter(table.from(), micros(at));
        return span >= 0 && micros(at) < table.to()[span];
    }

    private Year table(int year) {
        var known = years.get(year);
        return known != null ? known : years.computeIfAbsent(year, this::workOut);
    }

    private Year workOut(int year) {
        long begin = beginning(year);
        long end = beginning(year + 1);
        var spans = new ArrayList<long[]>();
        var last = LocalDate.of(year + 1, 1, 2);
        // zones are up to a day away from UTC, and a span may last until the next day
        for (var day = LocalDate.of(year, 1, 1).minusDays(3); !day.isAfter(last); day = day.plusDays(1)) {
            var usual = week.get(day.getDayOfWeek().getValue() - 1);
            for (var span : exceptions.getOrDefault(day, usual)) {
                long from = Math.max(begin, instant(day, span.from(), false));
                long to = Math.min(end, instant(span.to() > span.from() ? day : day.plusDays(1), span.to(), true));
                if (from < to) {
                    spans.add(new long[] {from, to});
                }
            }
        }
        return year(merged(spans));
    }

    private static List<long[]> merged(List<long[]> spans) {
        spans.sort(Comparator.comparingLong(span -> span[0]));
        var merged = new ArrayList<long[]>();
        for (var span : spans) {
            if (!merged.isEmpty() && span[0] <= merged.getLast()[1]) {
                merged.getLast()[1] = Math.max(merged.getLast()[1], span[1]);
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    private static Year year(List<long[]> spans) {
        int n = spans.size();
        var year = new Year(
                new long[n],
                new long[n],
                new long[n],
                spans.stream().mapToLong(s -> s[1] - s[0]).sum());
        long before = 0;
        for (int i = 0; i < n; i++) {
            year.from()[i] = spans.get(i)[0];
            year.to()[i] = spans.get(i)[1];
            year.before()[i] = before;
            before += spans.get(i)[1] - spans.get(i)[0];
        }
        return year;
    }

    private long instant(LocalDate day, int minutes, boolean end) {
        LocalDateTime local =
                minutes == DayHours.DAY ? day.plusDays(1).atStartOfDay() : day.atTime(minutes / 60, minutes % 60);
        var jump = rules.getTransition(local);
        if (jump != null && jump.isGap()) {
            return micros(jump.getInstant());
        }
        var offsets = rules.getValidOffsets(local);
        return micros(local.toInstant(end ? offsets.getLast() : offsets.getFirst()));
    }

    private static int year(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, 86_400_000_000L)).getYear();
    }

    private static long beginning(int year) {
        return LocalDate.of(year, 1, 1).toEpochDay() * 86_400_000_000L;
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    private static long micros(Duration length) {
        return length.toNanos() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
