package io.keepwell.conversations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The wording of an acknowledgement, with variables such as `{promised time}`.
///
/// @param parts the text of every part
record AcknowledgementWords(Map<AcknowledgementPart, String> parts) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]{1,40})}");

    /// A finished letter.
    ///
    /// @param subject subject, without `Re:`
    /// @param text    what it says
    record Finished(String subject, String text) {}

    AcknowledgementWords {
        parts = Map.copyOf(parts);
    }

    /// The letter about these facts. What has no words, or nothing to say, is left out with its blank line.
    Finished letter(AcknowledgementFacts facts) {
        var paragraphs = new ArrayList<String>();
        var greeting =
                facts.firstName() == null ? AcknowledgementPart.GREETING_WITHOUT_NAME : AcknowledgementPart.GREETING;
        var received =
                facts.subject().isBlank() ? AcknowledgementPart.RECEIVED_WITHOUT_SUBJECT : AcknowledgementPart.RECEIVED;
        beginning(paragraphs, greeting, received, facts);
        paragraphs.add(fill(AcknowledgementPart.HUMAN, facts));
        paragraphs.add(fill(AcknowledgementPart.CLOSING, facts));
        paragraphs.removeIf(String::isBlank);
        var subject = facts.subject().isBlank() ? fill(AcknowledgementPart.SUBJECT, facts) : facts.subject();
        return new Finished(subject, String.join("\n\n", paragraphs));
    }

    /// The same as it is said within an application: without what only a letter needs, and without
    /// repeating what stands right above it.
    String spoken(AcknowledgementFacts facts) {
        var paragraphs = new ArrayList<String>();
        var greeting =
                facts.firstName() == null ? AcknowledgementPart.GREETING_WITHOUT_NAME : AcknowledgementPart.GREETING;
        beginning(paragraphs, greeting, AcknowledgementPart.RECEIVED_WITHOUT_SUBJECT, facts);
        paragraphs.removeIf(String::isBlank);
        return String.join("\n\n", paragraphs);
    }

    private void beginning(
            List<String> paragraphs,
            AcknowledgementPart greeting,
            AcknowledgementPart received,
            AcknowledgementFacts facts) {
        paragraphs.add(fill(greeting, facts));
        paragraphs.add(
                sentences(fill(received, facts), facts.complaint() ? fill(AcknowledgementPart.APOLOGY, facts) : ""));
        var known = facts.known();
        if (known != null) {
            paragraphs.add(fill(known.sure() ? AcknowledgementPart.KNOWN : AcknowledgementPart.PERHAPS_KNOWN, facts));
        }
        paragraphs.add(facts.promisedTime() == null ? "" : fill(AcknowledgementPart.PROMISE, facts));
    }

    private static String sentences(String first, String second) {
        return (first + " " + second).strip();
    }

    private String fill(AcknowledgementPart part, AcknowledgementFacts facts) {
        var text = parts.getOrDefault(part, "").strip();
        return replace(text, name -> value(name, facts)).strip();
    }

    private static @Nullable String value(String variable, AcknowledgementFacts facts) {
        return switch (variable) {
            case "name" -> facts.firstName();
            case "subject" -> facts.subject();
            case "person or team" -> facts.personOrTeam();
            case "promised time" -> facts.promisedTime();
            case "company" -> facts.company();
            case "problem" -> facts.known() == null ? null : facts.known().title();
            case "since" -> facts.known() == null ? null : facts.known().since();
            case "what we said" -> facts.known() == null ? null : facts.known().words();
            default -> null;
        };
    }

    private static String replace(String text, Function<String, @Nullable String> values) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            var value = values.apply(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }

    /// The first variable in a text that has no meaning in this part.
    static Optional<String> unknownVariable(AcknowledgementPart part, String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !part.variables().contains(name))
                .findFirst();
    }
}
