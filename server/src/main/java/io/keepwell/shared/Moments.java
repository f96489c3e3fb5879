package io.keepwell.shared;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Instants in words, in the language of the request and the zone of the workspace. The page's script lets the relative
/// ones age; these are what stands there until then, and without scripts.
@Component
public final class Moments {

    /// Counts up to this are few enough to be remembered in words.
    private static final int REMEMBERED = 100;

    private record Said(Locale locale, String what, long count) {}

    private static final Map<Said, String> WORDS = new ConcurrentHashMap<>();
    private static final Map<Said, DateTimeFormatter> PATTERNS = new ConcurrentHashMap<>();
    private static final Map<Locale, DateTimeFormatter> EXACT = new ConcurrentHashMap<>();
    private static final Map<Locale, DateTimeFormatter> DATES = new ConcurrentHashMap<>();

    private static volatile ZoneId zone = ZoneId.of("UTC");
    private static volatile Clock clock = new ClockConfiguration().clock();

    Moments(@Value("${keepwell.zone:Europe/Berlin}") ZoneId workspace, Clock time) {
        zone = workspace;
        clock = time;
    }

    /// The exact instant: "Sunday, 22 November 2026 at 14:30:12 CET".
    public static String exact(Instant instant) {
        return EXACT.computeIfAbsent(
                        locale(),
                        locale -> DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                                .withLocale(locale))
                .format(instant.atZone(zone));
    }

    /// How long ago, in words: "12 minutes ago", "yesterday", "3 Nov 2026".
    public static String ago(Instant instant) {
        var past = Duration.between(instant, clock.instant());
        if (past.toMinutes() < 1) {
            return words("now", 0, it -> relative(it).format(Direction.PLAIN, AbsoluteUnit.NOW));
        }
        if (past.toHours() < 1) {
            return ago(past.toMinutes(), RelativeUnit.MINUTES);
        }
        var days = daysAgo(instant);
        if (days == 0 || past.toHours() < 6) {
            return ago(past.toHours(), RelativeUnit.HOURS);
        }
        if (days == 1) {
            return words("yesterday", 1, it -> relative(it).format(Direction.LAST, AbsoluteUnit.DAY));
        }
        return days < 7 ? ago(days, RelativeUnit.DAYS) : date(instant);
    }

    private static String ago(long count, RelativeUnit unit) {
        return words("ago " + unit, count, it -> relative(it).format(count, Direction.LAST, unit));
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
            return pattern("EEE").format(instant.atZone(zone));
        }
        return ago(instant);
    }

    /// A length of time in its largest whole unit: "38 sec", "2 min", "3 hr".
    public static String span(Duration length) {
        if (length.toMinutes() < 1) {
            return span(length.toSeconds(), MeasureUnit.SECOND);
        }
        return length.toHours() < 1
                ? span(length.toMinutes(), MeasureUnit.MINUTE)
                : span(length.toHours(), MeasureUnit.HOUR);
    }

    private static String span(long count, MeasureUnit unit) {
        return words(
                unit.getSubtype(),
                count,
                locale -> MeasureFormat.getInstance(ULocale.forLocale(locale), MeasureFormat.FormatWidth.SHORT)
                        .format(new Measure(count, unit)));
    }

    /// The time of day, with the day before it where it is not today: "14:30", "Fri 10:00", "3 Nov 2026 10:00".
    public static String time(Instant instant) {
        var at = instant.atZone(zone);
        var hour = pattern("HH:mm").format(at);
        var days = daysAgo(instant);
        if (days == 0) {
            return hour;
        }
        return Math.abs(days) < 7 ? pattern("EEE").format(at) + " " + hour : date(instant) + " " + hour;
    }

    /// Month and year: "March 2024".
    public static String month(Instant instant) {
        return pattern("LLLL yyyy").format(instant.atZone(zone));
    }

    private static String date(Instant instant) {
        return DATES.computeIfAbsent(
                        locale(),
                        locale -> DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                .withLocale(locale))
                .format(instant.atZone(zone));
    }

    private static DateTimeFormatter pattern(String pattern) {
        return PATTERNS.computeIfAbsent(
                new Said(locale(), pattern, 0), said -> DateTimeFormatter.ofPattern(said.what(), said.locale()));
    }

    /// The same few words are said again and again; making them takes ICU much longer than remembering them.
    private static String words(String what, long count, Function<Locale, String> making) {
        var locale = locale();
        return count < 0 || count >= REMEMBERED
                ? making.apply(locale)
                : WORDS.computeIfAbsent(new Said(locale, what, count), said -> making.apply(locale));
    }

    private static RelativeDateTimeFormatter relative(Locale locale) {
        return RelativeDateTimeFormatter.getInstance(ULocale.forLocale(locale));
    }

    private static long daysAgo(Instant instant) {
        return ChronoUnit.DAYS.between(
                instant.atZone(zone).toLocalDate(), clock.instant().atZone(zone).toLocalDate());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
