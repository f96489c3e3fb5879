package io.keepwell.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Holiday;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Quiet outside of office hours.
class QuietTimesTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final BusinessCalendar OFFICE = BusinessCalendar.of(
            List.of("09:00-12:00, 13:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-15:00", "", ""),
            List.of(new Holiday(LocalDate.of(2026, 11, 23), "A day off", null)),
            BERLIN);

    @Test
    void endsWhenTheOfficeOpensNext() {
        // Wednesday evening
        assertThat(QuietTimes.opens(OFFICE, at("2026-11-25T18:00:00Z"))).isEqualTo(at("2026-11-26T08:00:00Z"));
        // over lunch
        assertThat(QuietTimes.opens(OFFICE, at("2026-11-30T11:30:00Z"))).isEqualTo(at("2026-11-30T12:00:00Z"));
    }

    @Test
    void staysOverTheWeekendAndAHoliday() {
        assertThat(QuietTimes.opens(OFFICE, at("2026-11-20T16:00:00Z"))).isEqualTo(at("2026-11-24T08:00:00Z"));
    }

    @Test
    void whereNobodyEverAttendsItIsAskedAgainAfterAWeek() {
        var never = BusinessCalendar.of(Collections.nCopies(7, ""), List.of(), BERLIN);

        assertThat(QuietTimes.opens(never, at("2026-11-20T16:00:00Z"))).isEqualTo(at("2026-11-27T16:00:00Z"));
    }

    @Property(tries = 300)
    void theEndIsTheFirstMomentAtWhichSomebodyAttends(@ForAll @IntRange(max = 60 * 24 * 365) int minutes) {
        var now = at("2026-01-01T00:00:00Z").plusSeconds(60L * minutes);

        var end = QuietTimes.opens(OFFICE, now);

        assertThat(OFFICE.attended(end)).isTrue();
        assertThat(OFFICE.between(now, end)).isZero();
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
