package io.keepwell.surveys.scores;

import static io.keepwell.shared.Texts.t;

import io.keepwell.science.Difference;
import io.keepwell.science.Interval;
import java.util.Locale;
import java.util.OptionalDouble;
import org.springframework.context.i18n.LocaleContextHolder;

/// Scores as people read them: an NPS with its sign and without a percent sign, a share with one;
/// no decimals below a thousand answers (3.1.1).
public final class ScoreWords {

    private static final int MANY = 1000;

    private ScoreWords() {}

    /// "+32", "−4", "0"; "68 %". A dash where there is none.
    public static String value(Measure measure, OptionalDouble value, long n) {
        return value.isEmpty() ? "–" : value(measure, value.getAsDouble(), n);
    }

    static String value(Measure measure, double value, long n) {
        return measure == Measure.NPS ? signed(value, n) : number(value, n) + "\u00a0%";
    }

    /// "between +18 and +44".
    public static String interval(Measure measure, Interval interval, long n) {
        return t(
                "surveys.scores.interval",
                "low",
                value(measure, interval.low(), n),
                "high",
                value(measure, interval.high(), n));
    }

    /// "12 more: more than chance", "3 less: within noise".
    public static String change(Measure measure, Difference change, long n) {
        var by = number(Math.abs(change.value()), n);
        var words = by.equals("0")
                ? t("surveys.scores.change.same")
                : t("surveys.scores.change." + (change.value() > 0 ? "more." : "less.") + measure.word(), "by", by);
        return t(change.real() ? "surveys.scores.change.real" : "surveys.scores.change.noise", "change", words);
    }

    private static String signed(double value, long n) {
        var number = number(Math.abs(value), n);
        if (number.matches("[0.,]+")) {
            return number;
        }
        return (value > 0 ? "+" : "−") + number;
    }

    private static String number(double value, long n) {
        return String.format(locale(), n < MANY ? "%.0f" : "%.1f", value);
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
