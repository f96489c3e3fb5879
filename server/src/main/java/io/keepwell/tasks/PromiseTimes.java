package io.keepwell.tasks;

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

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final Duration FARTHEST = Duration.ofDays(370);
    private static final int MOST_UNITS = 1000;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            entry("a", 1),
            entry("an", 1),
            entry("one", 1),
            entry("two", 2),
            entry("three", 3),
            entry("four", 4),
            entry("five", 5),
            entry("six", 6),
            entry("seven", 7),
            entry("eight", 8),
            entry("nine", 9),
            entry("ten", 10),
            entry("eleven", 11),
            entry("twelve", 12),
            entry("a couple of", 2),
            entry("a few", 3),
            entry("ein", 1),
            entry("eins", 1),
            entry("eine", 1),
            entry("einer", 1),
            entry("einem", 1),
            entry("zwei", 2),
            entry("drei", 3),
            entry("vier", 4),
            entry("fünf", 5),
            entry("sechs", 6),
            entry("sieben", 7),
            entry("acht", 8),
            entry("neun", 9),
            entry("zehn", 10),
            entry("elf", 11),
            entry("zwölf", 12));

    private static final String WORD_NUMBER =
            NUMBERS.keySet().stream().sorted((a, b) -> b.length() - a.length()).collect(Collectors.joining("|"));
    private static final String HOUR_WORD =
            "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eins|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf";

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

    private final ZonedDateTime now;
    private final Locale locale;
    private final WorkHours hours;

    PromiseTimes(ZonedDateTime now, Locale locale, WorkHours hours) {
        this.now = now;
        this.locale = locale;
        this.hours = hours;
    }

    /// A time of day before it is known of which half: "ten", "10 pm".
    private record Clock(int hour, int minute, @Nullable Boolean afternoon) {}

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
        var exact = exact(phrase);
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

    private static Optional<Clock> exact(String phrase) {
        var twelve = AM_PM.matcher(phrase);
        if (twelve.find()) {
            return Optional.of(new Clock(
                    digits(twelve, 1), minutes(twelve.group(2)), twelve.group(3).equalsIgnoreCase("p")));
        }
        var past = HALF_PAST.matcher(phrase);
        if (past.find()) {
            return Optional.of(new Clock(number(past.group(1)), 30, null));
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
            return Optional.of(after ? new Clock(hour, 15, null) : before(hour, 45));
        }
        var uhr = UHR.matcher(phrase);
        if (uhr.find()) {
            int minute = uhr.group(2) != null ? minutes(uhr.group(2)) : minutes(uhr.group(3));
            return Optional.of(new Clock(number(uhr.group(1)), minute, null));
        }
        var clock = CLOCK.matcher(phrase);
        if (clock.find()) {
            return Optional.of(new Clock(digits(clock, 1), digits(clock, 2), null));
        }
        var named = O_CLOCK.matcher(phrase);
        if (named.find()) {
            return Optional.of(new Clock(number(named.group(1)), 0, null));
        }
        var bare = BARE.matcher(phrase);
        return bare.find()
                ? Optional.of(new Clock(number(bare.group(1)), minutes(bare.group(2)), null))
                : Optional.empty();
    }

    private static Clock before(int hour, int minute) {
        return new Clock(hour == 1 ? 12 : hour - 1, minute, null);
    }

    /// Of the two times of a clock, the one at which somebody works; else the one by day.
    private LocalTime half(Clock said, String phrase, LocalDate day) {
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

    private static int number(String word) {
        var lower = word.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        var named = NUMBERS.get(lower);
        return named == null ? Integer.parseInt(lower) : named;
    }

    private static int digits(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static int minutes(@Nullable String written) {
        return written == null ? 0 : Integer.parseInt(written);
    }

    private static int month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (List.of(MONTHS.get(i).split("\\|")).contains(name.toLowerCase(Locale.ROOT))) {
                return i + 1;
            }
        }
        throw new DateTimeException("no month");
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, FLAGS);
    }
}
