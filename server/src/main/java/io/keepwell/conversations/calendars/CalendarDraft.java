package io.keepwell.conversations.calendars;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A calendar as somebody typed it, not yet believed.
///
/// @param zone     empty or null for the workspace's
/// @param hours    seven texts
/// @param holidays a day each, such as `2026-12-24 09:00-12:00 Christmas Eve`; hours and name may be left out
record CalendarDraft(String name, @Nullable String zone, List<String> hours, List<String> holidays) {

    private static final int LONGEST_NAME = 80;
    private static final int MOST_HOLIDAYS = 1_000;
    private static final Pattern HOLIDAY =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\s*((?:\\d{1,2}:\\d{2}\\s*[-–]\\s*\\d{1,2}:\\d{2}[,;\\s]*)*)(.*)");

    static CalendarDraft of(Calendar calendar) {
        return new CalendarDraft(
                calendar.name(),
                calendar.zone() == null ? "" : calendar.zone().getId(),
                calendar.hours(),
                calendar.holidays().stream().map(CalendarDraft::line).toList());
    }

    /// A holiday as it is typed.
    static String line(Holiday holiday) {
        var line = new StringBuilder(holiday.day().toString());
        if (holiday.part()) {
            line.append(' ').append(holiday.hours());
        }
        if (holiday.name() != null) {
            line.append(' ').append(holiday.name());
        }
        return line.toString();
    }

    /// What was typed, read; everything wrong is refused at once, with the names of the fields.
    Calendar read(Calendar before) {
        var wrong = new ArrayList<Refusal.FieldError>();
        var called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || called.matches(".*\\p{Cntrl}.*")) {
            wrong.add(new Refusal.FieldError("name", t("conversations.calendars.wrong.name", "most", LONGEST_NAME)));
        }
        if (hours.size() != 7) {
            wrong.add(new Refusal.FieldError("hours", t("conversations.desk.wrong.week", "typed", hours.size())));
        }
        for (var day : hours) {
            if (DayHours.parse(day).isEmpty()) {
                wrong.add(new Refusal.FieldError("hours", t("conversations.desk.wrong.hours", "typed", day)));
            }
        }
        var read = zone(wrong);
        var days = holidays(wrong);
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        return new Calendar(
                before.id(),
                called,
                read,
                hours.stream().map(String::strip).toList(),
                days,
                before.version(),
                before.usual());
    }

    private @Nullable ZoneId zone(List<Refusal.FieldError> wrong) {
        if (zone == null || zone.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            wrong.add(new Refusal.FieldError("zone", t("conversations.desk.wrong.zone", "typed", zone)));
            return null;
        }
    }

    private List<Holiday> holidays(List<Refusal.FieldError> wrong) {
        var days = new TreeMap<LocalDate, Holiday>();
        for (var line : holidays) {
            if (line.isBlank()) {
                continue;
            }
            var holiday = holiday(line.strip());
            if (holiday == null || days.size() >= MOST_HOLIDAYS) {
                wrong.add(new Refusal.FieldError("holidays", t("conversations.desk.wrong.holiday", "typed", line)));
            } else {
                days.put(holiday.day(), holiday);
            }
        }
        return days.values().stream().sorted(Comparator.comparing(Holiday::day)).toList();
    }

    private static @Nullable Holiday holiday(String line) {
        var match = HOLIDAY.matcher(line);
        if (!match.matches()) {
            return null;
        }
        var hours = match.group(2).strip().replaceFirst("[,;]$", "");
        var called = match.group(3).strip();
        if (DayHours.parse(hours).isEmpty() || called.length() > LONGEST_NAME) {
            return null;
        }
        try {
            return new Holiday(
                    LocalDate.parse(match.group(1)), called.isEmpty() ? null : called, hours.isEmpty() ? null : hours);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
