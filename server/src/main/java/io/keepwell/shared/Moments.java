package io.keepwell.shared;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Instants in words, in the language of the request and the zone of the workspace. The page's script lets the relative
/// ones age; these are what stands there until then, and without scripts.
@Component
public final class Moments {

    private static volatile ZoneId zone = ZoneId.of("UTC");
    private static volatile Clock clock = new ClockConfiguration().clock();

    Moments(@Value("${keepwell.zone:Europe/Berlin}") ZoneId workspace, Clock time) {
        zone = workspace;
        clock = time;
    }

    /// The exact instant: "Sunday, 22 November 2026 at 14:30:12 CET".
    public static String exact(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                .withLocale(locale())
                .format(instant.atZone(zone));
    }

    /// How long ago, in words: "12 minutes ago", "yesterday", "3 Nov 2026".
    public static String ago(Instant instant) {
        var words = RelativeDateTimeFormatter.getInstance(ULocale.forLocale(locale()));
        var past = Duration.between(instant, clock.instant());
        if (past.toMinutes() < 1) {
            return words.format(RelativeDateTimeFormatter.Direction.PLAIN, RelativeDateTimeFormatter.AbsoluteUnit.NOW);
        }
        if (past.toHours() < 1) {
            return words.format(
                    past.toMinutes(),
                    RelativeDateTimeFormatter.Direction.LAST,
                    RelativeDateTimeFormatter.RelativeUnit.MINUTES);
        }
        var days = daysAgo(instant);
        if (days == 0 || past.toHours() < 6) {
            return words.format(
                    past.toHours(),
                    RelativeDateTimeFormatter.Direction.LAST,
                    RelativeDateTimeFormatter.RelativeUnit.HOURS);
        }
        if (days == 1) {
            return words.format(RelativeDateTimeFormatter.Direction.LAST, RelativeDateTimeFormatter.AbsoluteUnit.DAY);
        }
        return days < 7
                ? words.format(
                        days, RelativeDateTimeFormatter.Direction.LAST, RelativeDateTimeFormatter.RelativeUnit.DAYS)
                : date(instant);
    }

    /// How long ago where there is little room: "12 min", "3 hr", "Fri", "3 Nov".
    public static String age(Instant instant) {
        var past = Duration.between(instant, clock.instant());
        var days = daysAgo(instant);
        if (past.toMinutes() >= 1 && past.toHours() < 1) {
            return span(Duration.ofMinutes(past.toMinutes()));
        }
        if (past.toHours() >= 1 && (days == 0 || past.toHours() < 6)) {
            return span(Duration.ofHours(past.toHours()));
        }
        if (days > 1 && days < 7) {
            return DateTimeFormatter.ofPattern("EEE", locale()).format(instant.atZone(zone));
        }
        return ago(instant);
    }

    /// A length of time in its largest whole unit: "38 sec", "2 min", "3 hr".
    public static String span(Duration length) {
        var format = MeasureFormat.getInstance(ULocale.forLocale(locale()), MeasureFormat.FormatWidth.SHORT);
        if (length.toMinutes() < 1) {
            return format.format(new Measure(length.toSeconds(), MeasureUnit.SECOND));
        }
        return length.toHours() < 1
                ? format.format(new Measure(length.toMinutes(), MeasureUnit.MINUTE))
                : format.format(new Measure(length.toHours(), MeasureUnit.HOUR));
    }

    /// The time of day, with the day before it where it is not today: "14:30", "Fri 10:00", "3 Nov 2026 10:00".
    public static String time(Instant instant) {
        var at = instant.atZone(zone);
        var hour = DateTimeFormatter.ofPattern("HH:mm", locale()).format(at);
        var days = daysAgo(instant);
        if (days == 0) {
            return hour;
        }
        return Math.abs(days) < 7
                ? DateTimeFormatter.ofPattern("EEE", locale()).format(at) + " " + hour
                : date(instant) + " " + hour;
    }

    /// Month and year: "March 2024".
    public static String month(Instant instant) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale()).format(instant.atZone(zone));
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale())
                .format(instant.atZone(zone));
    }

    private static long daysAgo(Instant instant) {
        return ChronoUnit.DAYS.between(
                instant.atZone(zone).toLocalDate(), clock.instant().atZone(zone).toLocalDate());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
