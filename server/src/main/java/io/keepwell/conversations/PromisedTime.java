package io.keepwell.conversations;

import io.keepwell.shared.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// A promised time, as people say it: "tomorrow 10:00".
final class PromisedTime {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAYS_BY_NAME = 6;

    private PromisedTime() {}

    /// The next full five minutes: nobody promises 10:02:17.
    static Instant rounded(Instant at) {
        long step = STEP.toSeconds();
        long seconds = at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
        return Instant.ofEpochSecond((seconds + step - 1) / step * step);
    }

    /// A time that has passed: "3 March, 10:00".
    static String past(Instant at, ZoneId zone, Locale locale) {
        boolean german = locale.getLanguage().equals("de");
        return at.atZone(zone)
                .format(DateTimeFormatter.ofPattern(german ? "d. MMMM, HH:mm 'Uhr'" : "d MMMM, HH:mm", locale));
    }

    /// @param at  what is promised
    /// @param now when it is said
    static String words(Instant at, Instant now, ZoneId zone, Locale locale) {
        var then = at.atZone(zone);
        long days = ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), then.toLocalDate());
        var which = days == 0 ? "today" : days == 1 ? "tomorrow" : days <= DAYS_BY_NAME ? "weekday" : "day";
        return Texts.in(
                locale,
                "conversations.promised." + which,
                "time",
                then.format(DateTimeFormatter.ofPattern("HH:mm", locale)),
                "weekday",
                then.format(DateTimeFormatter.ofPattern("EEEE", locale)),
                "day",
                then.format(
                        DateTimeFormatter.ofPattern(locale.getLanguage().equals("de") ? "d. MMMM" : "d MMMM", locale)));
    }
}
