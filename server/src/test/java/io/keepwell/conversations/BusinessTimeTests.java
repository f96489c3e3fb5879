package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Attended time, proven by counting minutes.
class BusinessTimeTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> USUAL =
            List.of("09:00-12:00, 13:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-15:00", "", "");

    @Property(tries = 400)
    @Label("S10: the attended time between the start and the promise is what was promised")
    void promisesWhatItSays(
            @ForAll("weeks") List<String> week,
            @ForAll("zones") ZoneId zone,
            @ForAll("starts") Instant start,
            @ForAll("minutes") int minutes) {
        var hours = OfficeHours.of(week, List.of(LocalDate.of(2026, 3, 30), LocalDate.of(2026, 10, 26)), zone);
        if (hours.isEmpty()) {
            assertThat(week).allMatch(String::isBlank);
            return;
        }
        var promised = hours.get().after(start, Duration.ofMinutes(minutes)).orElseThrow();

        assertThat(attendedMinutes(week, zone, start, promised)).isEqualTo(minutes);
        assertThat(attendedMinutes(week, zone, start, promised.minusSeconds(60)))
                .isEqualTo(minutes - 1);
    }

    @Example
    void skipsNightsWeekendsAndHolidays() {
        assertPromised("2026-11-20T14:30+01:00", 60, "2026-11-23T09:30+01:00");
        assertPromised("2026-11-23T11:30+01:00", 60, "2026-11-23T13:30+01:00");
        assertPromised("2026-11-22T03:00+01:00", 60, "2026-11-23T10:00+01:00");
        assertPromised(
                "2026-12-23T16:30+01:00",
                60,
                "2026-12-28T09:30+01:00",
                LocalDate.of(2026, 12, 24),
                LocalDate.of(2026, 12, 25));
    }

    @Example
    @Label("S6: an hour that does not exist is not worked, one that comes twice is worked twice")
    void followsTheClock() {
        var always = OfficeHours.of(Collections.nCopies(7, "00:00-24:00"), List.of(), BERLIN)
                .orElseThrow();
        var spring = Instant.parse("2026-03-28T23:00:00Z");
        var autumn = Instant.parse("2026-10-24T22:00:00Z");

        assertThat(always.after(spring, Duration.ofHours(23))).contains(Instant.parse("2026-03-29T22:00:00Z"));
        assertThat(always.after(autumn, Duration.ofHours(25))).contains(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Example
    @Label("S6: a night shift ends on the next day")
    void worksOvernight() {
        var nights = OfficeHours.of(Collections.nCopies(7, "22:00-06:00"), List.of(), BERLIN)
                .orElseThrow();

        assertThat(nights.after(Instant.parse("2026-11-20T01:00:00Z"), Duration.ofHours(5)))
                .contains(Instant.parse("2026-11-20T21:00:00Z").plus(Duration.ofHours(1)));
    }

    @Example
    void whereNobodyEverAttendsNothingIsPromised() {
        assertThat(OfficeHours.of(Collections.nCopies(7, ""), List.of(), BERLIN))
                .isEmpty();
    }

    @Example
    void theOrderOfTheSpansOfADayDoesNotMatter() {
        var week = new ArrayList<>(Collections.nCopies(7, ""));
        week.set(0, "13:00-17:00, 09:00-12:00");
        var hours = OfficeHours.of(week, List.of(), BERLIN).orElseThrow();

        assertThat(hours.after(Instant.parse("2026-11-23T00:00:00Z"), Duration.ofHours(1)))
                .contains(Instant.parse("2026-11-23T09:00:00Z"));
    }

    /// The obvious way: minute by minute.
    private static int attendedMinutes(List<String> week, ZoneId zone, Instant start, Instant end) {
        int attended = 0;
        for (var at = start; at.isBefore(end); at = at.plusSeconds(60)) {
            var local = at.atZone(zone);
            if (attends(week, local) && !HOLIDAYS.contains(local.toLocalDate())) {
                attended++;
            }
        }
        return attended;
    }

    private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.of(2026, 3, 30), LocalDate.of(2026, 10, 26));

    private static boolean attends(List<String> week, ZonedDateTime at) {
        String day = week.get(at.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue());
        if (day.isBlank()) {
            return false;
        }
        for (String span : day.split(",")) {
            var ends = span.strip().split("-");
            boolean untilMidnight = ends[1].equals("24:00");
            var from = LocalTime.parse(ends[0]);
            if (!at.toLocalTime().isBefore(from)
                    && (untilMidnight || at.toLocalTime().isBefore(LocalTime.parse(ends[1])))) {
                return true;
            }
        }
        return false;
    }

    private static void assertPromised(String start, int minutes, String promised, LocalDate... holidays) {
        Optional<OfficeHours> hours = OfficeHours.of(USUAL, List.of(holidays), BERLIN);

        assertThat(hours.orElseThrow().after(ZonedDateTime.parse(start).toInstant(), Duration.ofMinutes(minutes)))
                .contains(ZonedDateTime.parse(promised).toInstant());
    }

    /// Whole hours away from the hours that clocks jump over: what a span that begins inside the gap means is
    /// S6's own matter.
    @Provide
    Arbitrary<List<String>> weeks() {
        return Arbitraries.of(
                        "09:00-17:00", "08:30-12:00, 13:00-18:15", "", "00:00-24:00", "06:00-22:00", "04:00-05:00")
                .list()
                .ofSize(7);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> starts() {
        var days = Arbitraries.of("2026-03-06", "2026-03-27", "2026-10-02", "2026-10-23", "2026-11-20", "2026-12-31");
        return Combinators.combine(days, Arbitraries.integers().between(0, 4_000))
                .as((day, minute) -> Instant.parse(day + "T00:00:00Z").plusSeconds(60L * minute));
    }

    @Provide
    Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(1, 3_000);
    }
}
