package io.keepwell.surveys.answering;

import io.keepwell.surveys.Answering;
import io.keepwell.surveys.Given;
import io.keepwell.surveys.Question;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyWords;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a form brings, and what of it becomes an answer.
final class SurveyForm {

    private SurveyForm() {}

    /// What was given, as it is stored: of a choice the words in the language that the survey falls back to, so that
    /// the same choice is the same in every language.
    static Given given(Survey survey, List<SurveyWords.Line> canonical, Map<String, String> form, String language) {
        var values = new HashMap<UUID, Given.Value>();
        boolean all = true;
        for (int i = 0; i < survey.questions().size(); i++) {
            var question = survey.questions().get(i);
            var typed = form.get(SurveyPage.Field.key(question.id()));
            var value = value(question, canonical.get(i).choices(), typed == null ? "" : typed);
            values.put(question.id(), value);
            all &= !question.required() || !value.equals(NOTHING);
        }
        return new Given(values, language, all, form.get("contact"));
    }

    private static final Given.Value NOTHING = new Given.Value(null, null, null);

    private static Given.Value value(Question question, List<String> choices, String typed) {
        return switch (question.kind()) {
            case SCORE -> new Given.Value(score(question, typed), null, null);
            case CHOICE -> {
                var index = number(typed);
                yield index == null || index < 0 || index >= choices.size()
                        ? NOTHING
                        : new Given.Value(null, choices.get(index), null);
            }
            case TEXT ->
                Given.Value.of(
                        typed.length() <= Answering.LONGEST_WORDS
                                ? typed
                                : typed.substring(0, Answering.LONGEST_WORDS));
        };
    }

    /// The score a text says, where it is one on the scale of the question.
    static @Nullable Integer score(Question question, @Nullable String typed) {
        var number = number(typed);
        var scale = question.scale();
        return number != null && scale != null && scale.holds(number) ? number : null;
    }

    private static @Nullable Integer number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,3}") ? Integer.valueOf(typed) : null;
    }

    /// Whether anything at all was given.
    static boolean empty(Given given) {
        return given.values().values().stream().allMatch(NOTHING::equals);
    }

    /// The fields of the form with what stands in them.
    static List<SurveyPage.Field> fields(
            List<SurveyWords.Line> lines, List<SurveyWords.Line> canonical, Map<UUID, Given.Value> values) {
        return java.util.stream.IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    var line = lines.get(i);
                    var value = values.getOrDefault(line.question().id(), NOTHING);
                    int index = value.choice() == null
                            ? -1
                            : canonical.get(i).choices().indexOf(value.choice());
                    return new SurveyPage.Field(
                            line.question(),
                            line.ask(),
                            line.low(),
                            line.high(),
                            line.choices(),
                            value.number(),
                            index < 0 ? null : index,
                            value.words() == null ? "" : value.words());
                })
                .toList();
    }

    /// The name of a language in itself.
    static String called(Locale locale) {
        var name = locale.getDisplayName(locale);
        return name.isEmpty() ? locale.toLanguageTag() : name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }
}
