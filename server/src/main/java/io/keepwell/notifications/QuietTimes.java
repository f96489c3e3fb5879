package io.keepwell.notifications;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Calendars;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Whether it is quiet for a person: by hours of their own, or outside of office hours with their holidays.
@Component
class QuietTimes {

    private static final Duration MOMENT = Duration.of(1, ChronoUnit.MICROS);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Calendars calendars;
    private final ZoneId zone;
    private final Clock clock;

    QuietTimes(Calendars calendars, @Value("${keepwell.zone:Europe/Berlin}") ZoneId zone, Clock clock) {
        this.calendars = calendars;
        this.zone = zone;
        this.clock = clock;
    }

    boolean now(Choices choices) {
        var now = clock.instant();
        return choices.office() == null
                ? choices.quiet().at(now, zone)
                : !hours(choices.office()).attended(now);
    }

    /// When it will be over; now where it is not quiet.
    Instant end(Choices choices) {
        var now = clock.instant();
        return choices.office() == null ? choices.quiet().end(now, zone) : opens(hours(choices.office()), now);
    }

    /// The first instant from now on at which somebody attends. Where nobody ever does, it is asked again after a week.
    static Instant opens(BusinessCalendar hours, Instant now) {
        return hours.due(now, MOMENT).map(at -> at.minus(MOMENT)).orElseGet(() -> now.plus(WEEK));
    }

    private BusinessCalendar hours(Choices.Office office) {
        return Optional.ofNullable(office.calendar())
                .flatMap(calendars::find)
                .orElseGet(calendars::usual)
                .counting(zone);
    }
}
