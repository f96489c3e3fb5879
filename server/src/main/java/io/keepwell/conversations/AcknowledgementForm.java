package io.keepwell.conversations;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/// What stands in the fields of the page, kept as it was typed whatever becomes of it.
///
/// @param hours    seven texts, Monday to Sunday
/// @param holidays a day on every line
/// @param minutes  within how many minutes an answer is promised
/// @param informal whether customers are addressed informally in the language of the page
/// @param texts    the parts of the letter in the language of the page
record AcknowledgementForm(
        String zone,
        List<String> hours,
        String holidays,
        String minutes,
        String answeringName,
        String company,
        boolean informal,
        Map<AcknowledgementPart, String> texts) {

    private static final String TEXT = "text.";

    static AcknowledgementForm of(MailboxDesk desk, AcknowledgementWords words, Locale language) {
        return new AcknowledgementForm(
                desk.zone().getId(),
                desk.hours(),
                desk.holidays().stream()
                        .map(holiday -> holiday.day().toString())
                        .collect(Collectors.joining("\n")),
                String.valueOf(desk.answerWithin().toMinutes()),
                desk.answeringName(),
                desk.company(),
                desk.informal(language),
                words.parts());
    }

    static AcknowledgementForm of(MultiValueMap<String, String> fields) {
        var texts = new EnumMap<AcknowledgementPart, String>(AcknowledgementPart.class);
        for (var part : AcknowledgementPart.values()) {
            texts.put(part, field(fields, TEXT + part.word()));
        }
        return new AcknowledgementForm(
                field(fields, "zone"),
                List.copyOf(fields.getOrDefault("hours", List.of())),
                field(fields, "holidays"),
                field(fields, "minutes"),
                field(fields, "answeringName"),
                field(fields, "company"),
                fields.containsKey("informal"),
                texts);
    }

    private static String field(MultiValueMap<String, String> fields, String name) {
        var value = fields.getFirst(name);
        return value == null ? "" : value;
    }

    /// What it changes about the desk.
    DeskChange change(MailboxDesk desk, Locale language) {
        var languages = new HashSet<>(desk.informal());
        if (informal) {
            languages.add(language.getLanguage());
        } else {
            languages.remove(language.getLanguage());
        }
        return new DeskChange(
                zone, hours, Arrays.asList(holidays.split("[\\s,;]+")), number(), answeringName, company, languages);
    }

    /// The words of the letter. Where the form of address changes, parts that nobody had edited follow it.
    Map<AcknowledgementPart, String> words(MailboxDesk before, Locale language) {
        var defaults = Wordings.defaults(language, before.informal(language));
        var words = new EnumMap<AcknowledgementPart, String>(AcknowledgementPart.class);
        texts.forEach((part, text) -> {
            var clean = text.replace("\r\n", "\n").strip();
            AcknowledgementSettings.check(language, part, clean);
            words.put(part, clean.equals(defaults.get(part)) ? "" : clean);
        });
        return words;
    }

    private int number() {
        try {
            return Integer.parseInt(minutes.strip());
        } catch (NumberFormatException e) {
            throw InvalidRequest.field(
                    "answerWithinMinutes", Texts.t("conversations.desk.wrong.minutes", "typed", minutes));
        }
    }
}
