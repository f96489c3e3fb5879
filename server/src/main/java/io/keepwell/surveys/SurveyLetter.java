package io.keepwell.surveys;

import io.keepwell.shared.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the letter of a survey says to one person: a greeting, the question with a link for each score, who sees the
/// answer, and how to get no more of them.
///
/// @param spoken    the survey in their language
/// @param firstName how they are greeted, or null where that is not plain
/// @param link      address of the survey's page
/// @param stop      address of the page that stops surveys
record SurveyLetter(SurveyWords.Spoken spoken, @Nullable String firstName, String link, String stop) {

    /// A score that can be clicked.
    ///
    /// @param label what a screen reader says
    record Score(int value, String href, String label) {}

    Locale locale() {
        return Texts.supported(spoken.locale());
    }

    String greeting() {
        return firstName == null
                ? Texts.in(locale(), "surveys.letter.greeting.nobody")
                : Texts.in(locale(), "surveys.letter.greeting", "name", firstName);
    }

    /// The question that is clicked.
    SurveyWords.Line first() {
        return spoken.questions().getFirst();
    }

    /// Its scores; empty where it is none.
    List<Score> scores() {
        var scale = first().question().scale();
        if (scale == null) {
            return List.of();
        }
        return IntStream.rangeClosed(scale.low(), scale.high())
                .mapToObj(value -> new Score(value, link + "?score=" + value, label(value, scale)))
                .toList();
    }

    private String label(int value, Scale scale) {
        var meaning = value == scale.low() ? first().low() : value == scale.high() ? first().high() : "";
        var score = say("surveys.letter.score", "score", value, "high", scale.high());
        return meaning.isBlank() ? score : score + ": " + meaning;
    }

    String say(String key, Object... arguments) {
        return Texts.in(locale(), key, arguments);
    }

    /// The letter as plain text: a link per line.
    String text() {
        var said = new StringBuilder(greeting())
                .append("\n\n")
                .append(spoken.intro())
                .append("\n\n")
                .append(first().ask())
                .append("\n\n");
        var scores = scores();
        if (scores.isEmpty()) {
            said.append(say("surveys.letter.open")).append('\n').append(link).append('\n');
        }
        scores.forEach(score ->
                said.append(score.label()).append('\n').append(score.href()).append('\n'));
        return said.append('\n')
                .append(spoken.privacy())
                .append("\n\n")
                .append(say("surveys.letter.stop.text"))
                .append('\n')
                .append(stop)
                .append('\n')
                .toString();
    }
}
