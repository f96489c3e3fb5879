package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;

/// Until when something can be put off, as a person in some zone says it.
final class SnoozeTimes {

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final LocalTime AFTERNOON = LocalTime.of(14, 0);

    private SnoozeTimes() {}

    /// One of the times that are offered.
    ///
    /// @param key  what a form sends
    /// @param at   the instant
    /// @param zone where that is said
    record Preset(String key, Instant at, ZoneId zone) {

        String words() {
            var time = DateTimeFormatter.ofPattern("EEE HH:mm", LocaleContextHolder.getLocale())
                    .format(at.atZone(zone));
            return t("conversations.inbox.snooze." + key, "time", time);
        }
    }

    /// What is offered now: this afternoon (later, once it has begun), tomorrow morning, Monday.
    static List<Preset> of(Instant now, ZoneId zone) {
        var here = now.atZone(zone);
        var afternoon = here.with(AFTERNOON);
        var later = here.plusHours(3).truncatedTo(ChronoUnit.HOURS);
        boolean early = here.isBefore(afternoon.minusHours(1));
        return List.of(
                preset(early ? "afternoon" : "later", early ? afternoon : later),
                preset("tomorrow", here.plusDays(1).with(MORNING)),
                preset(
                        "monday",
                        here.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(MORNING)));
    }

    private static Preset preset(String key, ZonedDateTime at) {
        return new Preset(key, at.toInstant(), at.getZone());
    }

    /// The instant that a form asks for.
    ///
    /// @param key   one of the presets, or `own`
    /// @param typed `2026-11-23T09:00` where it is their own
    static Instant asked(String key, String typed, Instant now, ZoneId zone) {
        if (!key.equals("own")) {
            return of(now, zone).stream()
                    .filter(preset -> preset.key().equals(key))
                    .map(Preset::at)
                    .findFirst()
                    .orElseGet(() -> later(key, now, zone));
        }
        try {
            return LocalDateTime.parse(typed).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw InvalidRequest.field("until", t("conversations.inbox.snooze.when"));
        }
    }

    // The page was drawn before one o'clock and is used after it.
    private static Instant later(String key, Instant now, ZoneId zone) {
        if (key.equals("afternoon") || key.equals("later")) {
            return of(now, zone).getFirst().at();
        }
        throw InvalidRequest.field("until", t("conversations.inbox.snooze.when"));
    }
}
