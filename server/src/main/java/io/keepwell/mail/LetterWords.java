package io.keepwell.mail;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.springframework.stereotype.Component;

/// The words of a letter with what was said before below them.
@Component
class LetterWords {

    private static final int LONGEST_HISTORY = 60_000;

    private final ZoneId zone;

    LetterWords(KeepwellSettings settings) {
        this.zone = settings.zone();
    }

    /// The text, then earlier public messages, newest first, each one quote level deeper, as people who read
    /// mail from the top expect it.
    ///
    /// @param signature what stands between the two, empty for nothing
    String withHistory(Letter letter, String signature) {
        var text = new StringBuilder(letter.text().stripTrailing()).append('\n');
        if (!signature.isEmpty()) {
            // two dashes and a blank: how mail programs know where a signature begins (RFC 3676, 4.3)
            text.append("\n-- \n").append(signature).append('\n');
        }
        var dates = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(letter.locale())
                .withZone(zone);
        var prefix = new StringBuilder();
        for (var quote : letter.quoted()) {
            if (text.length() > LONGEST_HISTORY) {
                break;
            }
            text.append(prefix).append('\n');
            text.append(prefix)
                    .append(Texts.in(
                            letter.locale(),
                            "mail.letter.wrote",
                            "author",
                            quote.author(),
                            "at",
                            dates.format(quote.at())))
                    .append('\n');
            prefix.append("> ");
            quote.text()
                    .strip()
                    .lines()
                    .forEach(line -> text.append(prefix).append(line).append('\n'));
        }
        return text.toString();
    }
}
