package io.keepwell.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// When nothing but the bell is to reach somebody.
class QuietTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Choices.Quiet NIGHT = new Choices.Quiet(
            LocalTime.of(19, 0), LocalTime.of(7, 30), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    @Test
    void isNeverQuietUnlessAskedFor() {
        assertThat(Choices.Quiet.NEVER.at(berlin("2026-11-22T03:00"), BERLIN)).isFalse();
    }

    @Test
    void theNightGoesOverMidnight() {
        assertThat(NIGHT.at(berlin("2026-11-24T18:59"), BERLIN)).isFalse();
        assertThat(NIGHT.at(berlin("2026-11-24T19:00"), BERLIN)).isTrue();
        assertThat(NIGHT.at(berlin("2026-11-25T07:29"), BERLIN)).isTrue();
        assertThat(NIGHT.at(berlin("2026-11-25T07:30"), BERLIN)).isFalse();
    }

    @Test
    void theWeekendIsQuietAndEndsOnMondayMorning() {
        var saturday = berlin("2026-11-21T11:00");

        assertThat(NIGHT.at(saturday, BERLIN)).isTrue();
        assertThat(NIGHT.end(saturday, BERLIN)).isEqualTo(berlin("2026-11-23T07:30"));
    }

    @Test
    void whoeverWorksOnNoDayIsAskedAgainAfterAWeek() {
        var never = new Choices.Quiet(null, null, EnumSet.noneOf(DayOfWeek.class));
        var now = berlin("2026-11-21T11:00");

        assertThat(never.at(now, BERLIN)).isTrue();
        assertThat(never.end(now, BERLIN)).isAfter(now);
    }

    @Property(tries = 300)
    void theEndIsTheFirstMomentThatIsNotQuiet(
            @ForAll @IntRange(max = 23) int from,
            @ForAll @IntRange(max = 23) int until,
            @ForAll @IntRange(min = 1, max = 127) int days,
            @ForAll @IntRange(max = 60 * 24 * 365) int minutes) {
        var works = EnumSet.noneOf(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if ((days >> day.ordinal() & 1) == 1) {
                works.add(day);
            }
        }
        var quiet = new Choices.Quiet(LocalTime.of(from, 0), LocalTime.of(until, 0), works);
        var now = berlin("2026-01-01T00:00").plusSeconds(60L * minutes);

        var end = quiet.end(now, BERLIN);

        assertThat(quiet.at(end, BERLIN)).isFalse();
        for (var at = now; at.isBefore(end); at = at.plusSeconds(900)) {
            assertThat(quiet.at(at, BERLIN)).isTrue();
        }
    }

    private static Instant berlin(String local) {
        return ZonedDateTime.parse(local + ":00+00:00[UTC]")
                .withZoneSameLocal(BERLIN)
                .toInstant();
    }
}
