package io.keepwell.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What Pennyfold's customers were told at once.
final class Acknowledging {

    static final String SENDER = "Pennyfold Support";

    private final ZoneId zone;

    Acknowledging(ZoneId zone) {
        this.zone = zone;
    }

    /// The acknowledgement of a letter, as this mailbox words it.
    String letter(Person person, String subject, boolean complaint, Instant at, Instant promised) {
        var by = promised.atZone(zone);
        boolean sameDay =
                by.toLocalDate().equals(ZonedDateTime.ofInstant(at, zone).toLocalDate());
        return person.german()
                ? german(person, subject, complaint, by, sameDay)
                : english(person, subject, complaint, by, sameDay);
    }

    private static String english(Person person, String subject, boolean complaint, ZonedDateTime by, boolean sameDay) {
        return (person.name() == null ? "Hello," : "Hello " + person.firstName() + ",")
                + "\n\nYour letter \"" + subject + "\" has reached us."
                + (complaint ? " We are sorry for the trouble it has caused you." : "")
                + "\n\nSomebody of Pennyfold Support will answer you by "
                + DateTimeFormatter.ofPattern(sameDay ? "H:mm 'today'" : "H:mm 'on' EEEE", Locale.ENGLISH)
                        .format(by)
                + ".\n\nIf something is to be added, simply answer this mail: a person reads it."
                + "\n\nPennyfold Support";
    }

    private static String german(Person person, String subject, boolean complaint, ZonedDateTime by, boolean sameDay) {
        return (person.name() == null ? "Guten Tag," : "Guten Tag " + person.name() + ",")
                + "\n\nIhr Brief „" + subject + "“ ist bei uns angekommen."
                + (complaint ? " Es tut uns leid, dass Sie damit Mühe haben." : "")
                + "\n\nJemand von Pennyfold Support antwortet Ihnen bis "
                + DateTimeFormatter.ofPattern(sameDay ? "'heute um' H:mm" : "EEEE 'um' H:mm", Locale.GERMAN)
                        .format(by)
                + " Uhr.\n\nWenn etwas zu ergänzen ist, antworten Sie einfach auf diese Mail: Ein Mensch liest sie."
                + "\n\nPennyfold Support";
    }
}
