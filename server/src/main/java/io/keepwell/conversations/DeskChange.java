package io.keepwell.conversations;

import io.keepwell.conversations.calendars.DayHours;
import io.keepwell.conversations.calendars.Holiday;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody wants to change about the desk of a mailbox, as they typed it; null leaves what is.
///
/// @param zone          name of a time zone
/// @param hours         Monday to Sunday
/// @param holidays      days such as `2026-12-25`
/// @param minutes       within how many attended minutes an answer is promised
/// @param answeringName the person or the team who will answer
/// @param company       name of the company
/// @param informal      languages in which customers are addressed informally
record DeskChange(
        @Nullable String zone,
        @Nullable List<String> hours,
        @Nullable List<String> holidays,
        @Nullable Integer minutes,
        @Nullable String answeringName,
        @Nullable String company,
        @Nullable Set<String> informal) {

    private static final int LONGEST_PROMISE = 60 * 24 * 30;
    private static final int LONGEST_NAME = 80;

    /// The desk after the change; what cannot be is refused with the name of its field.
    MailboxDesk to(MailboxDesk desk) {
        return new MailboxDesk(
                desk.mailbox(),
                zone == null ? desk.zone() : zone(zone),
                hours == null ? desk.hours() : hours(hours),
                holidays == null ? desk.holidays() : holidays(desk.holidays(), holidays),
                minutes == null ? desk.answerWithin() : answerWithin(minutes),
                answeringName == null ? desk.answeringName() : name("answeringName", answeringName),
                company == null ? desk.company() : name("company", company),
                informal == null ? desk.informal() : languages(informal),
                desk.previewSeenAt());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw refused("zone", "conversations.desk.wrong.zone", name);
        }
    }

    private static List<String> hours(List<String> days) {
        if (days.size() != 7) {
            throw refused("hours", "conversations.desk.wrong.week", String.valueOf(days.size()));
        }
        for (var day : days) {
            if (DayHours.parse(day).isEmpty()) {
                throw refused("hours", "conversations.desk.wrong.hours", day);
            }
        }
        return days.stream().map(String::strip).toList();
    }

    // Names and part days, which the calendar's own page knows, stay with the days that stay.
    private static List<Holiday> holidays(List<Holiday> before, List<String> days) {
        return days.stream()
                .map(String::strip)
                .filter(day -> !day.isEmpty())
                .map(DeskChange::day)
                .distinct()
                .sorted()
                .map(day -> before.stream()
                        .filter(known -> known.day().equals(day))
                        .findFirst()
                        .orElseGet(() -> Holiday.off(day)))
                .toList();
    }

    private static LocalDate day(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw refused("holidays", "conversations.desk.wrong.holiday", day);
        }
    }

    private static Duration answerWithin(int minutes) {
        if (minutes < 1 || minutes > LONGEST_PROMISE) {
            throw refused("answerWithinMinutes", "conversations.desk.wrong.minutes", String.valueOf(minutes));
        }
        return Duration.ofMinutes(minutes);
    }

    private static String name(String field, String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME || stripped.matches(".*\\p{Cntrl}.*")) {
            throw refused(field, "conversations.desk.wrong.name", stripped);
        }
        return stripped;
    }

    private static Set<String> languages(Set<String> languages) {
        var known =
                Texts.LANGUAGES.stream().map(language -> language.getLanguage()).collect(Collectors.toSet());
        for (var language : languages) {
            if (!known.contains(language)) {
                throw refused("informal", "conversations.desk.wrong.language", language);
            }
        }
        return Set.copyOf(languages);
    }

    private static InvalidRequest refused(String field, String key, String typed) {
        return InvalidRequest.field(field, Texts.t(key, "typed", typed));
    }
}
