package io.keepwell.demo;

import io.keepwell.demo.Person.Manner;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Puts greeting and signature around what is said, the way this person writes.
final class Pen {

    private static final List<String> AUTHORS_OF_FORMAL_GERMAN =
            List.of("Sehr geehrte Damen und Herren,", "Guten Tag,");

    private final Happenstance chance;
    private final Phrases phrases;
    private final ZoneId zone;

    Pen(Happenstance chance, Phrases phrases, ZoneId zone) {
        this.chance = chance;
        this.phrases = phrases;
        this.zone = zone;
    }

    /// The first letter of a customer.
    String first(Person person, String words) {
        var name = person.name();
        return switch (person.manner()) {
            case FORMAL ->
                person.german()
                        ? phrases.next("hello formal de", AUTHORS_OF_FORMAL_GERMAN) + "\n\n" + words + "\n\n"
                                + "Mit freundlichen Grüßen" + signed(name)
                        : phrases.next("hello formal", List.of("Dear Pennyfold team,", "Dear all,", "Good day,"))
                                + "\n\n" + words + "\n\n"
                                + phrases.next("bye formal", List.of("Kind regards", "Best regards", "Yours"))
                                + signed(name);
            case WARM ->
                person.german()
                        ? phrases.next("hello de", List.of("Guten Tag,", "Hallo,", "Liebes Pennyfold-Team,")) + "\n\n"
                                + uncapitalised(words) + "\n\n"
                                + phrases.next("bye de", List.of("Viele Grüße", "Herzliche Grüße", "Danke und Gruß"))
                                + signed(name)
                        : phrases.next("hello", List.of("Hi,", "Hello,", "Hi there,", "Hello Pennyfold,")) + "\n\n"
                                + words + "\n\n"
                                + phrases.next("bye", List.of("Thanks", "Best", "Many thanks", "Cheers", "Thank you"))
                                + signed(name);
            case BRISK -> name == null ? words : words + "\n\n" + person.firstName();
            case PHONE -> words + "\n\n" + (person.german() ? "Von meinem Telefon gesendet" : "Sent from my phone");
        };
    }

    /// A further letter of a customer.
    ///
    /// @param answered the colleague who wrote last
    String further(Person person, String words, Colleague answered) {
        if (person.manner() == Manner.PHONE || person.manner() == Manner.BRISK || person.name() == null) {
            return words;
        }
        boolean greets = chance.chance(45);
        boolean signs = chance.chance(70);
        if (person.german()) {
            var hello = answered == Colleague.JONAS ? "Guten Tag Herr " : "Guten Tag Frau ";
            return (greets ? hello + answered.lastName() + ",\n\n" + uncapitalised(words) : words)
                    + (signs ? "\n\n" + person.name() : "");
        }
        return (greets ? "Hi " + answered.firstName() + ",\n\n" : "")
                + words
                + (signs ? "\n\n" + person.firstName() : "");
    }

    /// What a colleague answers.
    String answer(Person person, Colleague colleague, String words) {
        if (person.german()) {
            var hello = person.name() == null ? "Guten Tag," : "Guten Tag " + person.name() + ",";
            return hello + "\n\n" + uncapitalised(words) + "\n\n" + "Herzliche Grüße\n" + colleague.fullName();
        }
        var hello = person.name() == null ? "Hello," : "Hi " + person.firstName() + ",";
        return hello + "\n\n" + words + "\n\n" + "Best wishes\n" + colleague.fullName();
    }

    /// The earlier letter, quoted below as mail programs do.
    String quoting(Person person, Colleague author, String earlier, Instant at) {
        var day = at.atZone(zone);
        var head = person.german()
                ? "Am "
                        + DateTimeFormatter.ofPattern("dd.MM.yyyy 'um' HH:mm", Locale.GERMAN)
                                .format(day) + " schrieb " + author.fullName() + ":"
                : "On "
                        + DateTimeFormatter.ofPattern("EEE, d MMM yyyy 'at' HH:mm", Locale.ENGLISH)
                                .format(day) + ", " + author.fullName() + " wrote:";
        return "\n\n" + head + "\n"
                + earlier.lines()
                        .map(line -> line.isEmpty() ? ">" : "> " + line)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("");
    }

    private static String signed(@org.jspecify.annotations.Nullable String name) {
        return name == null ? "" : "\n" + name;
    }

    /// After a greeting with a comma German goes on in lower case, unless the word is a noun; only words that are never
    /// nouns are touched.
    private static String uncapitalised(String words) {
        var first = words.split("[ ,]", 2)[0];
        return LOWER.contains(first) ? first.toLowerCase(Locale.GERMAN) + words.substring(first.length()) : words;
    }

    private static final List<String> LOWER = List.of(
            "Ich",
            "Mein",
            "Meine",
            "Seit",
            "Am",
            "Zwischen",
            "Bevor",
            "Bei",
            "Jeden",
            "Für",
            "Hiermit",
            "Bitte",
            "Wir",
            "Auf",
            "Was",
            "Die",
            "Der",
            "Das",
            "Eine",
            "Ein",
            "Ist",
            "Eben",
            "Verstanden",
            "Hat",
            "Danke",
            "Stimmt",
            "Gefunden",
            "Da",
            "Geteilt",
            "Alle",
            "Geht",
            "Genau",
            "Perfekt",
            "Jetzt",
            "Vor",
            "Letzte",
            "Laut",
            "Alles",
            "Nur",
            "Gern",
            "Gut",
            "Nachfragen",
            "Es",
            "Keine",
            "An",
            "Unserer",
            "Ja",
            "Also",
            "Wunderbar",
            "Vielen",
            "Schöne",
            "Zuerst",
            "Mit",
            "Aktualisiert");
}
