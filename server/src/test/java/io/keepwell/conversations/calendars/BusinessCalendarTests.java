package io.keepwell.conversations.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// S6 and S10: attended time, proven by counting it minute by minute.
class BusinessCalendarTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> USUAL =
            List.of("09:00-12:00, 13:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-15:00", "", "");

    @Property(tries = 1500)
    @Label("S10: the attended time between a start and its due instant is the target, in every zone, around every jump")
    void dueAndBetweenAreInverse(
            @ForAll("weeks") List<String> week,
            @ForAll("holidays") List<Holiday> holidays,
            @ForAll("jumps") Jump jump,
            @ForAll("targets") Duration target) {
        var calendar = BusinessCalendar.of(week, holidays, jump.zone());
        var due = calendar.due(jump.start(), target);
        if (week.stream().allMatch(String::isBlank)) {
            return;
        }

        assertThat(calendar.between(jump.start(), due.orElseThrow())).isEqualTo(target);
        var before = due.get().minus(1, ChronoUnit.MICROS);
        assertThat(calendar.between(jump.start(), before)).isLessThan(target);
    }

    @Property(tries = 150)
    @Label(
            "S6: minute by minute, around every jump of the clocks, with spans within the hour that is missing or doubled")
    void countsWhatTheClockShows(
            @ForAll("weeks") List<String> week,
            @ForAll("holidays") List<Holiday> holidays,
            @ForAll("jumps") Jump jump,
            @ForAll("days") int days) {
        var calendar = BusinessCalendar.of(week, holidays, jump.zone());
        var end = jump.start().plus(days, ChronoUnit.DAYS);

        assertThat(calendar.between(jump.start(), end))
                .isEqualTo(Slowly.between(week, holidays, jump.zone(), jump.start(), end));
    }

    @Example
    @Label("S6: several spans a day, nights, weekends, whole and part holidays")
    void skipsWhatIsNotAttended() {
        assertDue("2026-11-23T11:30:00+01:00", 60, "2026-11-23T13:30:00+01:00");
        assertDue("2026-11-20T14:30:00+01:00", 60, "2026-11-23T09:30:00+01:00");
        assertDue("2026-11-22T03:00:00+01:00", 60, "2026-11-23T10:00:00+01:00");
        var christmas = List.of(
                new Holiday(LocalDate.of(2026, 12, 24), "Christmas Eve", "09:00-12:00"),
                Holiday.off(LocalDate.of(2026, 12, 25)));
        assertThat(BusinessCalendar.of(USUAL, christmas, BERLIN)
                        .due(Instant.parse("2026-12-24T11:30:00+01:00"), Duration.ofMinutes(90)))
                .contains(Instant.parse("2026-12-28T10:00:00+01:00"));
    }

    @Example
    @Label("S6: 24:00 is legal, and a day of all hours is as long as it really is")
    void followsTheClock() {
        var always = BusinessCalendar.of(Collections.nCopies(7, "00:00-24:00"), List.of(), BERLIN);

        assertThat(always.due(Instant.parse("2026-03-28T23:00:00Z"), Duration.ofHours(23)))
                .contains(Instant.parse("2026-03-29T22:00:00Z"));
        assertThat(always.due(Instant.parse("2026-10-24T22:00:00Z"), Duration.ofHours(25)))
                .contains(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Example
    @Label("S6: a start inside the spring gap moves forward; in the autumn overlap a start is early and an end late")
    void knowsTheMissingAndTheDoubledHour() {
        var sundays = new ArrayList<>(Collections.nCopies(7, ""));
        sundays.set(6, "02:30-06:00");
        var calendar = BusinessCalendar.of(sundays, List.of(), BERLIN);

        // clocks jump from 02:00 to 03:00, which is 01:00 UTC
        assertThat(calendar.due(Instant.parse("2026-03-28T20:00:00Z"), Duration.ofMinutes(1)))
                .contains(Instant.parse("2026-03-29T01:01:00Z"));
        // 02:30 comes at 00:30 UTC for the first time
        assertThat(calendar.due(Instant.parse("2026-10-24T20:00:00Z"), Duration.ofMinutes(1)))
                .contains(Instant.parse("2026-10-25T00:31:00Z"));
        sundays.set(6, "01:00-02:30");
        assertThat(BusinessCalendar.of(sundays, List.of(), BERLIN)
                        .between(Instant.parse("2026-10-24T20:00:00Z"), Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo(Duration.ofMinutes(150));
    }

    @Example
    @Label("S6: a night shift ends on the next day, also across the year")
    void worksOvernight() {
        var nights = BusinessCalendar.of(Collections.nCopies(7, "22:00-06:00"), List.of(), BERLIN);

        assertThat(nights.due(Instant.parse("2026-11-20T01:00:00Z"), Duration.ofHours(5)))
                .contains(Instant.parse("2026-11-20T22:00:00Z"));
        assertThat(nights.between(Instant.parse("2026-12-31T12:00:00Z"), Instant.parse("2027-01-01T12:00:00Z")))
                .isEqualTo(Duration.ofHours(8));
    }

    @Example
    void whatIsNeverAttendedIsNeverDue() {
        var never = BusinessCalendar.of(Collections.nCopies(7, ""), List.of(), BERLIN);

        assertThat(never.due(Instant.parse("2026-11-20T01:00:00Z"), Duration.ofMinutes(1)))
                .isEmpty();
    }

    @Example
    void spansThatOverlapCountOnce() {
        var week = new ArrayList<>(Collections.nCopies(7, ""));
        week.set(0, "13:00-17:00, 09:00-14:00");
        var calendar = BusinessCalendar.of(week, List.of(), BERLIN);

        assertThat(calendar.between(Instant.parse("2026-11-22T23:00:00Z"), Instant.parse("2026-11-23T23:00:00Z")))
                .isEqualTo(Duration.ofHours(8));
    }

    private static void assertDue(String start, int minutes, String due) {
        assertThat(BusinessCalendar.of(USUAL, List.of(), BERLIN).due(Instant.parse(start), Duration.ofMinutes(minutes)))
                .contains(Instant.parse(due));
    }

    /// A start shortly before a jump of the clocks.
    record Jump(ZoneId zone, Instant start) {}

    /// All jumps of some zones with unusual habits: half hours, midnights, a day that was left out.
    @Provide
    Arbitrary<Jump> jumps() {
        var zones = List.of(
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "America/Sao_Paulo",
                "Africa/Casablanca",
                "America/Havana",
                "Asia/Beirut",
                "Pacific/Apia",
                "Asia/Kathmandu",
                "UTC");
        var jumps = new ArrayList<Jump>();
        for (var name : zones) {
            var zone = ZoneId.of(name);
            var at = Instant.parse("2009-06-01T00:00:00Z");
            jumps.add(new Jump(zone, at));
            for (var next = zone.getRules().nextTransition(at);
                    next != null && next.getInstant().isBefore(Instant.parse("2030-01-01T00:00:00Z"));
                    next = zone.getRules().nextTransition(next.getInstant())) {
                jumps.add(new Jump(zone, next.getInstant()));
            }
        }
        return Combinators.combine(Arbitraries.of(jumps), Arbitraries.integers().between(-200, 4000))
                .as((jump, before) -> new Jump(jump.zone(), jump.start().minusSeconds(60L * before)));
    }

    @Provide
    Arbitrary<List<String>> weeks() {
        return Arbitraries.of(
                        "09:00-17:00",
                        "08:30-12:00, 13:00-18:15",
                        "",
                        "00:00-24:00",
                        "22:00-06:00",
                        "02:30-03:15",
                        "00:30-02:30",
                        "02:00-02:30, 02:45-05:00",
                        "18:00-00:00",
                        "23:30-00:30, 07:00-09:00")
                .list()
                .ofSize(7);
    }

    @Provide
    Arbitrary<List<Holiday>> holidays() {
        var day = Arbitraries.integers()
                .between(0, 7500)
                .map(n -> LocalDate.of(2009, 6, 1).plusDays(n));
        return Combinators.combine(day, Arbitraries.of("", "10:00-12:00", "20:00-02:30"))
                .as((at, hours) -> new Holiday(at, null, hours))
                .list()
                .uniqueElements(Holiday::day)
                .ofMaxSize(400);
    }

    @Provide
    Arbitrary<Duration> targets() {
        return Arbitraries.longs().between(1, 40L * 3600 * 1_000_000).map(n -> Duration.of(n, ChronoUnit.MICROS));
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(1, 6);
    }

    /// The obvious way: every minute is looked at, whether any span of the days around holds it.
    private static final class Slowly {

        static Duration between(List<String> week, List<Holiday> holidays, ZoneId zone, Instant from, Instant to) {
            var spans = new ArrayList<Instant[]>();
            var last = to.atZone(zone).toLocalDate();
            for (var day = from.atZone(zone).toLocalDate().minusDays(3); !day.isAfter(last); day = day.plusDays(1)) {
                var today = day;
                var hours = holidays.stream()
                        .filter(it -> it.day().equals(today))
                        .map(it -> String.valueOf(it.hours()))
                        .findFirst()
                        .orElse(week.get(day.getDayOfWeek().getValue() - 1));
                for (var span : DayHours.parse(hours).orElseThrow().spans()) {
                    int end = span.to() > span.from() ? span.to() : span.to() + 1440;
                    spans.add(new Instant[] {
                        first(zone, day.atStartOfDay().plusMinutes(span.from())),
                        last(zone, day.atStartOfDay().plusMinutes(end))
                    });
                }
            }
            int minutes = 0;
            for (var at = from; at.isBefore(to); at = at.plusSeconds(60)) {
                var now = at;
                if (spans.stream().anyMatch(span -> !now.isBefore(span[0]) && now.isBefore(span[1]))) {
                    minutes++;
                }
            }
            return Duration.ofMinutes(minutes);
        }

        /// The first instant at which the clock shows this or, where it never does, more: found by walking.
        private static Instant first(ZoneId zone, LocalDateTime wanted) {
            var at = wanted.atOffset(java.time.ZoneOffset.UTC).toInstant().minus(26, ChronoUnit.HOURS);
            while (at.atZone(zone).toLocalDateTime().isBefore(wanted)) {
                at = at.plusSeconds(900);
            }
            return at;
        }

        /// The last instant at which the clock shows this, else the jump over it.
        private static Instant last(ZoneId zone, LocalDateTime wanted) {
            var at = wanted.atOffset(java.time.ZoneOffset.UTC).toInstant().plus(26, ChronoUnit.HOURS);
            while (at.atZone(zone).toLocalDateTime().isAfter(wanted)) {
                at = at.minusSeconds(900);
            }
            return at.atZone(zone).toLocalDateTime().equals(wanted) ? at : at.plusSeconds(900);
        }
    }
}
