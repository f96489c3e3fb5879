package io.keepwell.tasks;

import static io.keepwell.shared.Texts.t;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// What is owed and until when, as people say it: "Call Ana Ribeiro", "tomorrow 10:00".
public final class DueWords {

    private static final int DAYS_BY_NAME = 6;

    private DueWords() {}

    /// What is owed, in the language of the request.
    ///
    /// @param what own words, may be empty
    /// @param name how the customer is called
    public static String what(TaskKind kind, String what, String name) {
        if (!what.isBlank()) {
            return kind == TaskKind.OTHER ? what : t("tasks.what." + kind.word(), "name", name) + ": " + what;
        }
        return t("tasks.what." + kind.word(), "name", name);
    }

    /// When it is due, in the language of the request: "today 14:30", "yesterday 9:00", "Friday 12:00", "3 November
    /// 9:00".
    ///
    /// @param at null where it is due on an event
    public static String when(@Nullable Instant at, Instant now, ZoneId zone) {
        if (at == null) {
            return t("tasks.when.event");
        }
        var locale = LocaleContextHolder.getLocale();
        var then = at.atZone(zone);
        long days = ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), then.toLocalDate());
        var which = days == 0
                ? "today"
                : days == 1
                        ? "tomorrow"
                        : days == -1 ? "yesterday" : days > 1 && days <= DAYS_BY_NAME ? "weekday" : "day";
        return t(
                "tasks.when." + which,
                "time",
                then.format(DateTimeFormatter.ofPattern("HH:mm", locale)),
                "weekday",
                then.format(DateTimeFormatter.ofPattern("EEEE", locale)),
                "day",
                then.format(day(locale)));
    }

    private static DateTimeFormatter day(Locale locale) {
        return DateTimeFormatter.ofPattern(locale.getLanguage().equals("de") ? "d. MMMM" : "d MMMM", locale);
    }
}
