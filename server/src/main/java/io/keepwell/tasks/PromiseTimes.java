package io.keepwell.tasks;

import static io.keepwell.tasks.PhraseWords.WORD_NUMBER;
import static io.keepwell.tasks.PhraseWords.digits;
import static io.keepwell.tasks.PhraseWords.number;
import static io.keepwell.tasks.PhraseWords.pattern;
import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the time in a phrase such as "by Friday noon" or "morgen um zehn": a day, a time of that day, or both. A day
/// alone means its end, as somebody at work would understand it; an hour alone is the next one of that name.
final class PromiseTimes {

    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final Duration FARTHEST = Duration.ofDays(370);
    private static final int MOST_UNITS = 1000;

    private static final Map<String, DayOfWeek> WEEKDAYS = Map.ofEntries(
            entry("monday", DayOfWeek.MONDAY),
            entry("tuesday", DayOfWeek.TUESDAY),
            entry("wednesday", DayOfWeek.WEDNESDAY),
            entry("thursday", DayOfWeek.THURSDAY),
            entry("friday", DayOfWeek.FRIDAY),
            entry("saturday", DayOfWeek.SATURDAY),
            entry("sunday", DayOfWeek.SUNDAY),
            entry("montag", DayOfWeek.MONDAY),
            entry("dienstag", DayOfWeek.TUESDAY),
            entry("mittwoch", DayOfWeek.WEDNESDAY),
            entry("donnerstag", DayOfWeek.THURSDAY),
            entry("freitag", DayOfWeek.FRIDAY),
            entry("samstag", DayOfWeek.SATURDAY),
            entry("sonnabend", DayOfWeek.SATURDAY),
            entry("sonntag", DayOfWeek.SUNDAY));

    private static final List<String> MONTHS = List.of(
            "january|januar|jänner|jan",
            "february|februar|feb",
            "march|märz|mar",
            "april|apr",
            "may|mai",
            "june|juni|jun",
            "july|juli|jul",
            "august|aug",
            "september|sept|sep",
            "october|oktober|oct|okt",
            "november|nov",
            "december|dezember|dec|dez");

    private static final Pattern HALF_HOUR =
            pattern("\\b(?:in|within)\\s+half\\s+an\\s+hour\\b|\\bin\\s+einer\\s+halben\\s+stunde\\b");
    private static final Pattern HOUR_AND_HALF = pattern(
            "\\b(?:in|within)\\s+an\\s+hour\\s+and\\s+a\\s+half\\b|\\bin\\s+(?:anderthalb|eineinhalb)\\s+stunden\\b");
    private static final Pattern RELATIVE = pattern(
            "\\b(?:in|within|innerhalb(?:\\s+von)?|binnen)\\s+(?:the\\s+next\\s+|den\\s+nächsten\\s+|about\\s+|around\\s+|etwa\\s+)?(\\d{1,3}|"
                    + WORD_NUMBER
                    + ")\\s+(minute[ns]?|mins?|hours?|hrs?|stunden?|(?:business|working|work)\\s+days?|(?:werk|arbeits)tag(?:en|e|es)?|days?|tag(?:en|e|es)?|weeks?|wochen?)\\b");

    private static final Pattern ISO_DATE = pattern("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
    private static final Pattern DOTTED_DATE = pattern("\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})?(?!\\d)");
    private static final Pattern SLASHED_DATE = pattern("\\b(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?(?!\\d)");
    private static final String MONTH =
            MONTHS.stream().map(names -> "(?:" + names + ")").collect(Collectors.joining("|"));
    private static final Pattern DAY_MONTH =
            pattern("\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?(" + MONTH + ")\\b(?:\\s+(\\d{4})\\b)?");
    private static final Pattern MONTH_DAY =
            pattern("\\b(" + MONTH + ")\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?![:.]\\d)(?:,?\\s+(\\d{4})\\b)?");

    private static final Pattern AFTER_TOMORROW = pattern("\\bday\\s+after\\s+tomorrow\\b|\\bübermorgen\\b");
    private static final Pattern WEEKDAY =
            pattern("\\b(next\\s+|nächste[nrms]?\\s+)?(" + String.join("|", WEEKDAYS.keySet())
                    + ")(?:s|(?=morgen|vormittag|mittag|nachmittag|abend|früh))?(?:\\s*morgen\\b)?");
    private static final Pattern TOMORROW =
            pattern("\\btomorrow\\b|(?<!heute\\s)(?<!am\\s)(?<!guten\\s)(?<!jeden\\s)\\bmorgen\\b");
    private static final Pattern TODAY = pattern(
            "\\btoday\\b|\\btonight\\b|\\bthis\\s+(?:morning|afternoon|evening)\\b|\\bheute\\b|\\blater\\s+on\\s+today\\b");
    private static final Pattern EARLY_NEXT_WEEK = pattern(
            "\\b(?:early|beginning\\s+of|start\\s+of)\\s+next\\s+week\\b|\\banfang\\s+(?:der\\s+)?nächste[rn]?\\s+woche\\b");
    private static final Pattern NEXT_WEEK =
            pattern("\\bnext\\s+week\\b|\\b(?:nächste[rn]?|kommende[rn]?)\\s+woche\\b");
    private static final Pattern THIS_WEEK = pattern(
            "\\bend\\s+of\\s+(?:the|this)\\s+week\\b|\\bthis\\s+week\\b|\\bende\\s+(?:der|dieser)\\s+woche\\b|\\bdiese[rn]?\\s+woche\\b|\\bwochenende\\b");
    private static final Pattern END_OF_MONTH =
            pattern("\\bend\\s+of\\s+(?:the|this)\\s+month\\b|\\bende\\s+(?:des|dieses)\\s+monats\\b|\\bmonatsende\\b");

    private static final Pattern END_OF_DAY = pattern(
            "\\bend\\s+of\\s+(?:the\\s+|our\\s+|this\\s+)?(?:business\\s+|working\\s+|work\\s+)?day\\b|\\beod\\b|\\bcob\\b|\\bclose\\s+of\\s+business\\b|\\bende\\s+des\\s+(?:arbeits)?tages\\b|\\btagesende\\b|\\bfeierabend\\b|\\b(?:business|geschäfts)schluss\\b");
    private static final Pattern NOON = pattern("\\bnoon\\b|\\bmidday\\b|(?<!nach)(?<!vor)mittags?\\b(?!\\s*woch)");
    private static final Pattern MORNING = pattern(
            "\\bmorning\\b|vormittags?\\b|\\bfrüh\\b|(?<=heute\\s)morgen\\b|(?<=tag)\\s?morgen\\b|(?<=woch)\\s?morgen\\b");
    private static final Pattern AFTERNOON = pattern("\\bafternoon\\b|nachmittags?\\b");
    private static final Pattern EVENING_WORD = pattern("\\bevening\\b|\\btonight\\b|(?<!feier)(?<!sonn)abends?\\b");

    private final ZonedDateTime now;
    private final Locale locale;
    private final WorkHours hours;

    PromiseTimes(ZonedDateTime now, Locale locale, WorkHours hours) {
        this.now = now;
        this.locale = locale;
        this.hours = hours;
    }

    /// The time a phrase speaks of; empty where it speaks of none, or of one that is over or far away.
    Optional<Instant> find(String phrase) {
        try {
            return relative(phrase)
                    .or(() -> absolute(phrase))
                    .map(ZonedDateTime::toInstant)
                    .filter(at -> at.isAfter(now.toInstant()))
                    .filter(at -> at.isBefore(now.toInstant().plus(FARTHEST)));
        } catch (DateTimeException e) {
            return Optional.empty(); // the 31st of June, or half past 27
        }
    }

    private Optional<ZonedDateTime> relative(String phrase) {
        if (HALF_HOUR.matcher(phrase).find()) {
            return Optional.of(rounded(now.plusMinutes(30)));
        }
        if (HOUR_AND_HALF.matcher(phrase).find()) {
            return Optional.of(rounded(now.plusMinutes(90)));
        }
        var found = RELATIVE.matcher(phrase);
        if (!found.find()) {
            return Optional.empty();
        }
        int count = number(found.group(1));
        if (count < 1 || count > MOST_UNITS) {
            return Optional.empty();
        }
        var unit = found.group(2).toLowerCase(Locale.ROOT);
        if (unit.startsWith("min")) {
            return Optional.of(rounded(now.plusMinutes(count)));
        }
        if (unit.startsWith("h") || unit.startsWith("st")) {
            return Optional.of(rounded(now.plusHours(count)));
        }
        boolean working =
                unit.startsWith("b") || unit.startsWith("wor") || unit.startsWith("wer") || unit.startsWith("ar");
        LocalDate day;
        if (working) {
            day = hours.later(today(), count);
        } else {
            day = today().plusDays(unit.startsWith("w") ? 7L * count : count);
        }
        return Optional.of(at(day, time(phrase, day).orElse(hours.end(day))));
    }

    private Optional<ZonedDateTime> absolute(String phrase) {
        var day = day(phrase);
        if (day.isPresent()) {
            var chosen = day.get();
            return Optional.of(at(chosen, time(phrase, chosen).orElse(hours.end(chosen))));
        }
        var today = time(phrase, today());
        if (today.isEmpty()) {
            return Optional.empty();
        }
        var at = at(today(), today.get());
        if (at.isAfter(now)) {
            return Optional.of(at);
        }
        // "at nine", said at ten: nine tomorrow
        var tomorrow = today().plusDays(1);
        return time(phrase, tomorrow).map(time -> at(tomorrow, time));
    }

    private Optional<LocalDate> day(String phrase) {
        return date(phrase).or(() -> spoken(phrase));
    }

    private Optional<LocalDate> date(String phrase) {
        var iso = ISO_DATE.matcher(phrase);
        if (iso.find()) {
            return Optional.of(LocalDate.of(digits(iso, 1), digits(iso, 2), digits(iso, 3)));
        }
        var dotted = DOTTED_DATE.matcher(phrase);
        if (dotted.find()) {
            return Optional.of(date(dotted.group(3), digits(dotted, 2), digits(dotted, 1)));
        }
        var slashed = SLASHED_DATE.matcher(phrase);
        if (slashed.find()) {
            boolean american = locale.getCountry().equals("US");
            int first = digits(slashed, 1);
            int second = digits(slashed, 2);
            return Optional.of(
                    american ? date(slashed.group(3), first, second) : date(slashed.group(3), second, first));
        }
        var dayMonth = DAY_MONTH.matcher(phrase);
        if (dayMonth.find()) {
            return Optional.of(date(dayMonth.group(3), month(dayMonth.group(2)), digits(dayMonth, 1)));
        }
        var monthDay = MONTH_DAY.matcher(phrase);
        if (monthDay.find()) {
            return Optional.of(date(monthDay.group(3), month(monthDay.group(1)), digits(monthDay, 2)));
        }
        return Optional.empty();
    }

    /// Without a year, the next day of that date.
    private LocalDate date(@Nullable String year, int month, int day) {
        if (year != null) {
            int full = Integer.parseInt(year);
            return LocalDate.of(full < 100 ? 2000 + full : full, month, day);
        }
        var here = LocalDate.of(today().getYear(), month, day);
        return here.isBefore(today()) ? here.plusYears(1) : here;
    }

    private Optional<LocalDate> spoken(String phrase) {
        if (AFTER_TOMORROW.matcher(phrase).find()) {
            return Optional.of(today().plusDays(2));
        }
        var weekday = WEEKDAY.matcher(phrase);
        if (weekday.find()) {
            return Optional.of(weekday(weekday, phrase));
        }
        if (TOMORROW.matcher(phrase).find()) {
            return Optional.of(today().plusDays(1));
        }
        if (TODAY.matcher(phrase).find()) {
            return Optional.of(today());
        }
        if (EARLY_NEXT_WEEK.matcher(phrase).find()) {
            return Optional.of(
                    today().with(TemporalAdjusters.next(DayOfWeek.MONDAY)).plusDays(1));
        }
        if (NEXT_WEEK.matcher(phrase).find()) {
            return Optional.of(hours.endOfWeek(today().plusWeeks(1)));
        }
        if (THIS_WEEK.matcher(phrase).find()) {
            // said on a Sunday, it is the week that begins
            var end = hours.endOfWeek(today());
            return Optional.of(end.isBefore(today()) ? hours.endOfWeek(today().plusWeeks(1)) : end);
        }
        if (END_OF_MONTH.matcher(phrase).find()) {
            return Optional.of(today().with(TemporalAdjusters.lastDayOfMonth()));
        }
        return Optional.empty();
    }

    /// The next day of that name, today included while its time is still to come; with "next", that of next week.
    private LocalDate weekday(Matcher found, String phrase) {
        var name = WEEKDAYS.get(found.group(2).toLowerCase(Locale.ROOT));
        if (found.group(1) != null || NEXT_WEEK.matcher(phrase).find()) {
            return today().with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(TemporalAdjusters.nextOrSame(name));
        }
        var same = today().with(TemporalAdjusters.nextOrSame(name));
        if (!same.equals(today())) {
            return same;
        }
        var said = time(phrase, same);
        return said.isPresent() && at(same, said.get()).isAfter(now)
                ? same
                : today().with(TemporalAdjusters.next(name));
    }

    private Optional<LocalTime> time(String phrase, LocalDate day) {
        var exact = SpokenClock.in(phrase);
        if (exact.isPresent()) {
            return exact.map(clock -> half(clock, phrase, day));
        }
        if (END_OF_DAY.matcher(phrase).find()) {
            return Optional.of(hours.end(day));
        }
        if (AFTERNOON.matcher(phrase).find()) {
            var end = hours.end(day);
            return Optional.of(end.isAfter(LocalTime.NOON) ? end : LocalTime.of(17, 0));
        }
        if (EVENING_WORD.matcher(phrase).find()) {
            return Optional.of(EVENING);
        }
        if (MORNING.matcher(phrase).find() || NOON.matcher(phrase).find()) {
            return Optional.of(LocalTime.NOON);
        }
        return Optional.empty();
    }

    /// Of the two times of a clock, the one at which somebody works; else the one by day.
    private LocalTime half(SpokenClock said, String phrase, LocalDate day) {
        if (said.afternoon() != null) {
            return LocalTime.of(said.hour() % 12 + (said.afternoon() ? 12 : 0), said.minute());
        }
        var written = LocalTime.of(said.hour(), said.minute());
        if (said.hour() == 0 || said.hour() >= 12) {
            return written;
        }
        var later = written.plusHours(12);
        if (EVENING_WORD.matcher(phrase).find() || AFTERNOON.matcher(phrase).find()) {
            return later;
        }
        boolean over = day.equals(today()) && !at(day, written).isAfter(now);
        if (over && at(day, later).isAfter(now) && hours.attended(day, later)) {
            return later;
        }
        if (hours.attended(day, written) || !hours.attended(day, later)) {
            return said.hour() < 6 && !hours.attended(day, written) ? later : written;
        }
        return later;
    }

    private LocalDate today() {
        return now.toLocalDate();
    }

    // In the spring gap it moves forward, as everywhere (S6).
    private ZonedDateTime at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, now.getZone());
    }

    private static ZonedDateTime rounded(ZonedDateTime at) {
        var minute = at.truncatedTo(ChronoUnit.MINUTES);
        var up = minute.equals(at) ? minute : minute.plusMinutes(1);
        return up.plusMinutes((5 - up.getMinute() % 5) % 5);
    }

    private static int month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (List.of(MONTHS.get(i).split("\\|")).contains(name.toLowerCase(Locale.ROOT))) {
                return i + 1;
            }
        }
        throw new DateTimeException("no month");
    }
}
