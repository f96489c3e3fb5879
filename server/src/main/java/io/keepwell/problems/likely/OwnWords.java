package io.keepwell.problems.likely;

import io.keepwell.mail.QuoteTrim;
import io.keepwell.problems.likeness.Complaint;
import io.keepwell.problems.likeness.Signals;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody complains about in their own words: without what they quote and without their signature, or every
/// letter would resemble every other (feedback.md 4.2.7).
final class OwnWords {

    private static final Pattern SIGNATURE = Pattern.compile("--\\s?|__+|(Sent from|Von meinem|Gesendet mit) .{2,40}");

    /// Such as "error 4102", "Fehler-Code: E-17".
    private static final Pattern ERROR = Pattern.compile(
            "(?:error|code|fehler(?:code)?|erreur|código)\\W{1,3}(?:(?:code|number|no|nr)\\W{1,3})?([a-z]{0,4}-?\\d{2,6})\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private OwnWords() {}

    /// The complaint in a first letter.
    ///
    /// @param locale language it is written in
    static Complaint complaint(Locale locale, String subject, String letter) {
        var text = withoutSignature(aboveQuotes(letter));
        return new Complaint(locale, subject, text, signals(subject, text));
    }

    // A letter that begins with its quote is answered within it: then all of it is theirs.
    private static String aboveQuotes(String letter) {
        var above = QuoteTrim.aboveQuotes(letter);
        return above.isBlank() ? letter : above;
    }

    private static String withoutSignature(String text) {
        return text.lines()
                .takeWhile(line -> !SIGNATURE.matcher(line.strip()).matches())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static Signals signals(String subject, String text) {
        var codes = new HashSet<String>();
        ERROR.matcher(subject + "\n" + text).results().forEach(found -> codes.add(found.group(1)));
        return codes.isEmpty() ? Signals.NONE : Signals.NONE.and(Signals.Kind.ERROR_CODE, codes);
    }
}
