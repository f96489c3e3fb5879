package io.keepwell.followups;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Calendar;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.conversations.calendars.DayHours;
import io.keepwell.platform.KeepwellSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Until when somebody should have heard from us, and how much of that has passed: by the hours in which the team works
/// (3.6.3).
@Component
class Deadlines {

    private final FollowUpSettings settings;
    private final Calendars calendars;
    private final KeepwellSettings house;

    Deadlines(FollowUpSettings settings, Calendars calendars, KeepwellSettings house) {
        this.settings = settings;
        this.calendars = calendars;
        this.house = house;
    }

    /// The hours that count now.
    BusinessCalendar hours() {
        return calendar().counting(house.zone());
    }

    private Calendar calendar() {
        return Optional.ofNullable(settings.now().calendar())
                .flatMap(calendars::find)
                .orElseGet(calendars::usual);
    }

    /// When the first contact is due.
    Instant due(Urgency urgency, Instant from) {
        var rules = settings.now();
        var time = switch (urgency) {
            case NORMAL -> days(rules.days());
            case VALUABLE -> days(rules.valuableDays());
            case REPEAT -> Duration.ofHours(rules.repeatHours());
        };
        // a calendar in which nobody ever works leaves the plain time
        return hours().due(from, time).orElseGet(() -> from.plus(time));
    }

    // A business day is as long as the team works on a day of the week, on average: two of them after Friday at three
    // is Tuesday at three.
    private Duration days(int days) {
        var worked = calendar().hours().stream()
                .map(DayHours::parse)
                .flatMap(Optional::stream)
                .map(Deadlines::length)
                .filter(length -> !length.isZero())
                .toList();
        if (worked.isEmpty()) {
            return Duration.ofDays(days);
        }
        var week = worked.stream().reduce(Duration.ZERO, Duration::plus);
        return week.multipliedBy(days).dividedBy(worked.size());
    }

    private static Duration length(DayHours hours) {
        return Duration.ofMinutes(hours.spans().stream()
                .mapToInt(span -> span.to() > span.from() ? span.to() - span.from() : span.to() + 24 * 60 - span.from())
                .sum());
    }

    /// How much of its time has passed, in percent of business time.
    static long percent(FollowUp it, BusinessCalendar hours, Instant now) {
        var whole = hours.between(it.startedAt(), it.dueAt());
        if (whole.isZero()) {
            return it.dueAt().isAfter(now) ? 0 : Long.MAX_VALUE;
        }
        return hours.between(it.startedAt(), now).toMillis() * 100 / whole.toMillis();
    }
}
