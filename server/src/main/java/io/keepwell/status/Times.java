package io.keepwell.status;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Times as the public reads them: never relative, for pages are kept by caches and stand on other hosts.
final class Times {

    private Times() {}

    /// "22 November 2026, 14:30 CET".
    static String exact(Instant at, Locale locale, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(spoken(locale))
                        .format(at.atZone(zone))
                + " "
                + DateTimeFormatter.ofPattern("z", spoken(locale)).format(at.atZone(zone));
    }

    /// The day before the month in English too, as everywhere here.
    private static Locale spoken(Locale locale) {
        return locale.getLanguage().equals("en") ? Locale.UK : locale;
    }

    /// "November 2026".
    static String month(YearMonth month, Locale locale) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(month);
    }
}
