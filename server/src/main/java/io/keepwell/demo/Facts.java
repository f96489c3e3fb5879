package io.keepwell.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The facts that a conversation speaks of: banks, shops, sums and days.
final class Facts {

    private static final List<String> BANKS =
            List.of("Havenbank", "Meridian Bank", "Elbbank", "Alpenkasse", "Tidebank");
    private static final List<String> GERMAN_BANKS = List.of("Havenbank", "Elbbank", "Alpenkasse", "Marktbank");
    private static final List<String> MISSING = List.of("Ackerbank", "Monta", "Banco Luz", "Fjordbank", "Kestrel Bank");
    private static final List<String> GERMAN_MISSING = List.of("Ackerbank", "Freie Kasse Süd", "Fjordbank", "Talbank");
    private static final List<String> SHOPS =
            List.of("Corner Mill", "Marlowe's", "Green & Daughters", "Bluebell Market", "Papaya", "the Little Grocer");
    private static final List<String> GERMAN_SHOPS =
            List.of("Hofladen Petri", "Gemüse Yılmaz", "Lenz & Töchter", "Kaufmann Krause", "Feinkost Albrecht");
    private static final List<String> STORES = List.of("Finch & Sons", "Electric Avenue", "Household Howe");
    private static final List<String> GERMAN_STORES = List.of("Elektro Maaß", "Technik Thoma", "Küchen Kühl");
    private static final List<String> FASHION = List.of("Larkspur", "Nord Outdoor", "Buttons & Co", "Wardrobe Nine");
    private static final List<String> GERMAN_FASHION = List.of("Modehaus Hell", "Nord Outdoor", "Schuh-Anders");
    private static final List<String> PARTNERS = List.of("Alex", "Robin", "Kim", "Noor", "Charlie", "Luca", "Sascha");
    private static final List<String> PHONES =
            List.of("Pixel 9", "iPhone 15", "Galaxy S24", "Fairphone 5", "iPhone SE", "Galaxy A54");
    private static final List<List<String>> TRAVELS = List.of(
            List.of("Prague", "koruna", "Prag", "Kronen"),
            List.of("Oslo", "Norwegian kroner", "Oslo", "norwegischen Kronen"),
            List.of("Budapest", "forint", "Budapest", "Forint"),
            List.of("Istanbul", "lira", "Istanbul", "Lira"),
            List.of("Tokyo", "yen", "Tokio", "Yen"),
            List.of("Bangkok", "baht", "Bangkok", "Baht"));

    private final Happenstance chance;
    private final Phrases phrases;
    private final ZoneId zone;

    Facts(Happenstance chance, Phrases phrases, ZoneId zone) {
        this.chance = chance;
        this.phrases = phrases;
        this.zone = zone;
    }

    /// Facts for a conversation.
    ///
    /// @param locale  language it is held in
    /// @param at      when it begins
    /// @param trouble day since when the sync with Nordbank fails
    Map<String, String> of(Locale locale, Instant at, Instant trouble) {
        boolean german = locale.getLanguage().equals("de");
        var day = at.atZone(zone);
        var facts = new HashMap<String, String>();
        facts.put("bank", pick("bank", german ? GERMAN_BANKS : BANKS, german));
        facts.put("bank2", pick("bank2", german ? GERMAN_MISSING : MISSING, german));
        facts.put("shop", pick("shop", german ? GERMAN_SHOPS : SHOPS, german));
        facts.put("store", pick("store", german ? GERMAN_STORES : STORES, german));
        facts.put("fashion", pick("fashion", german ? GERMAN_FASHION : FASHION, german));
        facts.put("partner", pick("partner", PARTNERS, german));
        facts.put("phone", pick("phone", PHONES, german));
        var travel = phrases.next("travel", TRAVELS);
        facts.put("city", travel.get(german ? 2 : 0));
        facts.put("currency", travel.get(german ? 3 : 1));
        facts.put("amount", money(german, chance.between(1190, 9640)));
        facts.put("amount2", money(german, chance.chance(60) ? 490 : 4900));
        facts.put("dear", money(german, chance.between(389, 899) * 100));
        facts.put("debt", money(german, chance.between(31, 178) * 10_000));
        facts.put("fee", money(german, chance.between(650, 1500)));
        facts.put("small", money(german, chance.between(110, 480)));
        facts.put("count", String.valueOf(chance.between(9, 58)));
        facts.put("day", weekday(day.minusDays(chance.between(1, 4)), locale));
        facts.put("day2", weekday(workday(day.plusDays(2)), locale));
        facts.put("month", day.minusMonths(1).getMonth().getDisplayName(TextStyle.FULL, locale));
        facts.put("year", String.valueOf(day.getYear() - 1));
        facts.put("appointment", appointment(day, locale));
        facts.put("since", since(day, trouble.atZone(zone), locale));
        return facts;
    }

    private String pick(String name, List<String> items, boolean german) {
        return phrases.next("fact " + name + german, items);
    }

    /// The day as people call it: "this morning", "Tuesday", and "Tuesday last week" when it is a week ago.
    private static String since(ZonedDateTime day, ZonedDateTime trouble, Locale locale) {
        boolean german = locale.getLanguage().equals("de");
        long days = ChronoUnit.DAYS.between(trouble.toLocalDate(), day.toLocalDate());
        var name = weekday(trouble, locale);
        if (days <= 6) {
            return name;
        }
        return german ? name + " letzter Woche" : name + " last week";
    }

    /// The next workday: "tomorrow", or "on Monday".
    private static String appointment(ZonedDateTime day, Locale locale) {
        var next = workday(day.plusDays(1));
        boolean tomorrow = next.equals(day.plusDays(1));
        if (locale.getLanguage().equals("de")) {
            return tomorrow ? "morgen" : "am " + weekday(next, locale);
        }
        return tomorrow ? "tomorrow" : "on " + weekday(next, locale);
    }

    private static String weekday(ZonedDateTime day, Locale locale) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
    }

    private static ZonedDateTime workday(ZonedDateTime day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY, SUNDAY -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            default -> day;
        };
    }

    private static String money(boolean german, int cents) {
        if (german) {
            var whole = String.format(Locale.GERMAN, "%,d", cents / 100);
            return cents % 100 == 0 ? whole + " €" : whole + String.format(Locale.GERMAN, ",%02d €", cents % 100);
        }
        var whole = String.format(Locale.ENGLISH, "€%,d", cents / 100);
        return cents % 100 == 0 ? whole : whole + String.format(Locale.ENGLISH, ".%02d", cents % 100);
    }
}
