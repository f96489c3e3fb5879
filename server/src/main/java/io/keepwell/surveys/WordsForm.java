package io.keepwell.surveys;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody types for a survey in several languages: fields such as `de:subject` and
/// `de:questions.<id>.ask`, as they are named when something is wrong with them.
///
/// @param typed by the name of the field
record WordsForm(Map<String, String> typed) {

    static WordsForm of(Survey survey, Map<String, Wording> wordings) {
        var typed = new HashMap<String, String>();
        wordings.forEach((tag, said) -> {
            typed.put(tag + ":subject", text(said.subject()));
            typed.put(tag + ":intro", text(said.intro()));
            typed.put(tag + ":thanks", text(said.thanks()));
            for (var question : survey.questions()) {
                var asked = said.questions().get(question.id());
                if (asked != null) {
                    var at = tag + ":questions." + question.id();
                    typed.put(at + ".ask", text(asked.ask()));
                    typed.put(at + ".low", text(asked.low()));
                    typed.put(at + ".high", text(asked.high()));
                    typed.put(at + ".choices", String.join("\n", asked.choices()));
                }
            }
        });
        return new WordsForm(typed);
    }

    private static String text(@Nullable String words) {
        return words == null ? "" : words;
    }

    /// What was typed into a field.
    String of(String language, String field) {
        return typed.getOrDefault(language + ":" + field, "");
    }

    /// What was typed into a field of a question.
    String of(String language, UUID question, String field) {
        return of(language, "questions." + question + "." + field);
    }

    /// The wording of a language.
    Wording wording(Survey survey, String language) {
        var questions = new LinkedHashMap<UUID, Wording.Asked>();
        for (var question : survey.questions()) {
            questions.put(
                    question.id(),
                    new Wording.Asked(
                            of(language, question.id(), "ask"),
                            of(language, question.id(), "low"),
                            of(language, question.id(), "high"),
                            lines(of(language, question.id(), "choices"))));
        }
        return new Wording(language, of(language, "subject"), of(language, "intro"), of(language, "thanks"), questions);
    }

    /// Lines that say something.
    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }

    /// Whether a language says anything.
    boolean speaks(String language) {
        return typed.entrySet().stream()
                .anyMatch(it ->
                        it.getKey().startsWith(language + ":") && !it.getValue().isBlank());
    }

    /// What is wrong with one language, named as the fields of the page are.
    static List<FieldError> wrongs(String language, InvalidRequest wrong) {
        var named = new ArrayList<FieldError>();
        wrong.errors().forEach(it -> named.add(new FieldError(language + ":" + it.field(), it.message())));
        return named;
    }
}
