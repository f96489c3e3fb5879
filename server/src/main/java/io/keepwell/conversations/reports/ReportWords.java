package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// Figures and days in words, the same on every page of figures.
public final class ReportWords {

    private ReportWords() {}

    /// How a piece that begins on a day is called: "3 Mar", "Mar 2026".
    public static String label(Span.Unit unit, LocalDate day) {
        var locale = LocaleContextHolder.getLocale();
        return switch (unit) {
            case DAY, WEEK ->
                DateTimeFormatter.ofPattern(locale.getLanguage().equals("de") ? "d. MMM" : "d MMM", locale)
                        .format(day);
            case MONTH -> DateTimeFormatter.ofPattern("LLL yyyy", locale).format(day);
        };
    }

    /// A day in words.
    public static String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(LocaleContextHolder.getLocale())
                .format(day);
    }

    /// "94.1 %"; a dash where nothing was decided.
    public static String percent(@Nullable Double share) {
        return share == null ? "–" : number(share * 100) + " %";
    }

    /// "88.2 to 97.0 %".
    public static String interval(Stat stat) {
        var low = stat.low();
        var high = stat.high();
        return low == null || high == null
                ? ""
                : t("conversations.reports.interval", "low", number(low * 100), "high", number(high * 100));
    }

    private static String number(double value) {
        return String.format(locale(), "%.1f", value);
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
