package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OfficeHoursTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> WEEK =
            List.of("09:00-12:00, 13:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", "");

    @Test
    void jumpsOverTheBreakTheNightTheWeekendAndHolidays() {
        assertThat(after("2026-11-23T11:30:00+01:00", 60)).isEqualTo(Instant.parse("2026-11-23T13:30:00+01:00"));
        assertThat(after("2026-11-23T16:00:00+01:00", 120)).isEqualTo(Instant.parse("2026-11-24T10:00:00+01:00"));
        assertThat(after("2026-11-27T23:00:00+01:00", 60)).isEqualTo(Instant.parse("2026-11-30T10:00:00+01:00"));
        assertThat(OfficeHours.of(WEEK, List.of(LocalDate.parse("2026-11-24")), BERLIN)
                        .orElseThrow()
                        .after(Instant.parse("2026-11-23T16:30:00+01:00"), Duration.ofHours(1)))
                .hasValue(Instant.parse("2026-11-25T09:30:00+01:00"));
    }

    @Test
    @DisplayName("S6: a night over the change to winter time is as long as it really is")
    void countsTheHoursOfTheAutumnNight() {
        var nights = OfficeHours.of(List.of("", "", "", "", "", "22:00-06:00", ""), List.of(), BERLIN)
                .orElseThrow();

        assertThat(nights.after(Instant.parse("2026-10-24T22:00:00+02:00"), Duration.ofHours(9)))
                .hasValue(Instant.parse("2026-10-25T06:00:00+01:00"));
    }

    @Test
    void midnightIsLegalAsAnEnd() {
        var always = OfficeHours.of(
                        List.of(
                                "00:00-24:00",
                                "00:00-24:00",
                                "00:00-24:00",
                                "00:00-24:00",
                                "00:00-24:00",
                                "00:00-24:00",
                                "00:00-24:00"),
                        List.of(),
                        BERLIN)
                .orElseThrow();

        assertThat(always.after(Instant.parse("2026-11-23T23:00:00+01:00"), Duration.ofHours(30)))
                .hasValue(Instant.parse("2026-11-25T05:00:00+01:00"));
    }

    @Test
    void readsOnlyTimesThatExist() {
        assertThat(OfficeHours.spans("09:00-25:00")).isEmpty();
        assertThat(OfficeHours.spans("nine to five")).isEmpty();
        assertThat(OfficeHours.spans("9:00 – 17:30")).isPresent();
        assertThat(OfficeHours.of(List.of("", "", "", "", "", "", ""), List.of(), BERLIN))
                .isEmpty();
    }

    private static Instant after(String start, int minutes) {
        return OfficeHours.of(WEEK, List.of(), BERLIN)
                .orElseThrow()
                .after(Instant.parse(start), Duration.ofMinutes(minutes))
                .orElseThrow();
    }
}
