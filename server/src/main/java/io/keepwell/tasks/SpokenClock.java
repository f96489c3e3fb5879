package io.keepwell.tasks;

import static io.keepwell.tasks.PhraseWords.HOUR_WORD;
import static io.keepwell.tasks.PhraseWords.digits;
import static io.keepwell.tasks.PhraseWords.number;
import static io.keepwell.tasks.PhraseWords.pattern;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time of day as a clock shows it, before it is known of which half of the day: "ten", "10 pm", "halb elf".
///
/// @param afternoon null where nobody said so
record SpokenClock(int hour, int minute, @Nullable Boolean afternoon) {

    private static final Pattern HALF_PAST = pattern("\\bhalf\\s+past\\s+(\\d{1,2}|" + HOUR_WORD + ")\\b");
    private static final Pattern HALF_TO = pattern("\\bhalb\\s+(\\d{1,2}|" + HOUR_WORD + ")\\b");
    private static final Pattern QUARTER = pattern(
            "\\b(?:a\\s+)?(?:quarter|viertel)\\s+(past|after|nach|to|before|vor)\\s+(\\d{1,2}|" + HOUR_WORD + ")\\b");
    private static final Pattern AM_PM = pattern("\\b(\\d{1,2})(?:[:.](\\d{2}))?\\s*([ap])\\.?m\\b");
    private static final Pattern UHR =
            pattern("\\b(\\d{1,2}|" + HOUR_WORD + ")(?:[:.](\\d{2}))?\\s*uhr\\b(?:\\s+(\\d{2})\\b)?");
    private static final Pattern CLOCK = pattern("\\b(\\d{1,2}):(\\d{2})\\b");
    private static final Pattern O_CLOCK = pattern("\\b(\\d{1,2}|" + HOUR_WORD + ")\\s+o['’]?clock\\b");
    private static final Pattern BARE = pattern(
            "\\b(?:at|by|before|until|till|around|about|um|bis|gegen|vor|spätestens)\\s+(?:um\\s+)?(\\d{1,2}|"
                    + HOUR_WORD
                    + ")(?:\\.([0-5]\\d))?\\b(?!\\s*(?:%|€|\\$|£|[-–/]|eur|euro|percent|prozent|pieces?|times?|items?|people|persons?|units?|minute|hour|day|week|month|year|stunde|tag|werktag|arbeitstag|woche|monat|jahr|stück|mal|personen|\\.\\s?\\p{L}|[.,]\\d|\\.\\d|st\\b|nd\\b|rd\\b|th\\b|of\\b|business|working))");

    /// The time of a clock that a phrase names; empty where it names none.
    static Optional<SpokenClock> in(String phrase) {
        var twelve = AM_PM.matcher(phrase);
        if (twelve.find()) {
            return Optional.of(new SpokenClock(
                    digits(twelve, 1), minutes(twelve.group(2)), twelve.group(3).equalsIgnoreCase("p")));
        }
        var past = HALF_PAST.matcher(phrase);
        if (past.find()) {
            return Optional.of(new SpokenClock(number(past.group(1)), 30, null));
        }
        var to = HALF_TO.matcher(phrase);
        if (to.find()) {
            return Optional.of(before(number(to.group(1)), 30));
        }
        var quarter = QUARTER.matcher(phrase);
        if (quarter.find()) {
            int hour = number(quarter.group(2));
            boolean after =
                    List.of("past", "after", "nach").contains(quarter.group(1).toLowerCase(Locale.ROOT));
            return Optional.of(after ? new SpokenClock(hour, 15, null) : before(hour, 45));
        }
        var uhr = UHR.matcher(phrase);
        if (uhr.find()) {
            int minute = uhr.group(2) != null ? minutes(uhr.group(2)) : minutes(uhr.group(3));
            return Optional.of(new SpokenClock(number(uhr.group(1)), minute, null));
        }
        var clock = CLOCK.matcher(phrase);
        if (clock.find()) {
            return Optional.of(new SpokenClock(digits(clock, 1), digits(clock, 2), null));
        }
        var named = O_CLOCK.matcher(phrase);
        if (named.find()) {
            return Optional.of(new SpokenClock(number(named.group(1)), 0, null));
        }
        var bare = BARE.matcher(phrase);
        return bare.find()
                ? Optional.of(new SpokenClock(number(bare.group(1)), minutes(bare.group(2)), null))
                : Optional.empty();
    }

    private static SpokenClock before(int hour, int minute) {
        return new SpokenClock(hour == 1 ? 12 : hour - 1, minute, null);
    }

    private static int minutes(@Nullable String written) {
        return written == null ? 0 : Integer.parseInt(written);
    }
}
