package io.keepwell.problems;

import io.keepwell.shared.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The letter that one person gets: their name, what they reported, in their language, and what we have to say.
final class NoticeLetters {

    private static final int MOST_NAMED = 5;

    private NoticeLetters() {}

    /// What the letter says, and in which language.
    record Written(String subject, String text, Locale locale) {}

    /// @param firstName how the person is addressed, or null where it is not plain
    /// @param reports  what they reported of it, the newest first; one letter names them all (3.7.10)
    /// @param answer   address of the page that asks whether it works for them, or null
    /// @param follow   address where everybody can follow it, or null; who hears that it is fixed need not
    static Written write(
            Problem problem,
            Broadcast broadcast,
            @Nullable String firstName,
            List<LinkStore.Report> reports,
            Locale locale,
            ZoneId zone,
            @Nullable String answer,
            @Nullable String follow) {
        var said = new StringBuilder(
                        firstName == null
                                ? Texts.in(locale, "problems.letter.greeting.nobody")
                                : Texts.in(locale, "problems.letter.greeting", "name", firstName))
                .append("\n\n");
        if (!reports.isEmpty()) {
            said.append(Texts.in(
                            locale,
                            "problems.letter.reported." + broadcast.stage().word(),
                            "count",
                            reports.size(),
                            "reports",
                            named(reports, locale, zone)))
                    .append("\n\n");
        }
        said.append(broadcast.text(locale).strip());
        var changed = broadcast.whatChanged();
        if (changed != null) {
            said.append("\n\n")
                    .append(Texts.in(locale, "problems.letter.what-changed"))
                    .append('\n')
                    .append(changed);
        }
        if (answer != null) {
            said.append("\n\n")
                    .append(Texts.in(locale, "problems.letter.works"))
                    .append('\n')
                    .append(answer);
        }
        if (follow != null && broadcast.stage() != NoticeStage.FIXED) {
            said.append("\n\n")
                    .append(Texts.in(locale, "problems.letter.follow"))
                    .append('\n')
                    .append(follow);
        }
        return new Written(problem.publicTitle(), said.toString(), locale);
    }

    private static String named(List<LinkStore.Report> reports, Locale locale, ZoneId zone) {
        return reports.stream()
                .limit(MOST_NAMED)
                .map(report -> Texts.in(
                        locale,
                        "problems.letter.report",
                        "subject",
                        report.subject().isBlank() ? "#" + report.number() : report.subject(),
                        "date",
                        day(report.at(), locale, zone)))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private static String day(Instant at, Locale locale, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(at.atZone(zone));
    }
}
