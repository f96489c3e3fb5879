package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;
import static java.util.function.Predicate.not;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether what somebody wrote for a survey can be said.
final class WordingCheck {

    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_ASK = 500;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_CHOICE = 120;
    private static final int MOST_CHOICES = 30;

    private final List<FieldError> wrong = new ArrayList<>();

    private WordingCheck() {}

    /// The wording without blanks around its words, and without questions it says nothing of.
    ///
    /// @param standing what the survey says in the language it falls back to, null where that is this one
    /// @throws InvalidRequest with everything that is too long, or that belongs to no question
    static Wording checked(Survey survey, Wording wording, @Nullable Wording standing) {
        var check = new WordingCheck();
        var tidy = new Wording(
                wording.language(),
                check.words("subject", wording.subject(), LONGEST_LINE),
                check.words("intro", wording.intro(), LONGEST_TEXT),
                check.words("thanks", wording.thanks(), LONGEST_TEXT),
                check.questions(survey, wording, standing));
        if (!check.wrong.isEmpty()) {
            throw new InvalidRequest(check.wrong.getFirst().message(), check.wrong);
        }
        return tidy;
    }

    private Map<UUID, Wording.Asked> questions(Survey survey, Wording wording, @Nullable Wording standing) {
        var known = survey.questions().stream().collect(Collectors.toMap(Question::id, it -> it));
        var tidy = new HashMap<UUID, Wording.Asked>();
        wording.questions().forEach((id, asked) -> {
            var question = known.get(id);
            if (question == null) {
                wrong.add(new FieldError("questions." + id, t("surveys.refused.no-question")));
                return;
            }
            var said = asked("questions." + id, question, asked);
            var before = standing == null ? null : standing.questions().get(id);
            if (before != null
                    && !said.choices().isEmpty()
                    && said.choices().size() != before.choices().size()) {
                wrong.add(new FieldError(
                        "questions." + id + ".choices",
                        t(
                                "surveys.refused.other-choices",
                                "count",
                                before.choices().size())));
            }
            if (said.ask() != null
                    || said.low() != null
                    || said.high() != null
                    || !said.choices().isEmpty()) {
                tidy.put(id, said);
            }
        });
        return Map.copyOf(tidy);
    }

    private Wording.Asked asked(String field, Question question, Wording.Asked asked) {
        boolean score = question.kind() == QuestionKind.SCORE;
        var choices = question.kind() != QuestionKind.CHOICE
                ? List.<String>of()
                : asked.choices().stream()
                        .map(String::strip)
                        .filter(not(String::isEmpty))
                        .toList();
        if (choices.size() > MOST_CHOICES
                || choices.stream().distinct().count() < choices.size()
                || choices.stream().anyMatch(it -> it.length() > LONGEST_CHOICE)) {
            wrong.add(new FieldError(
                    field + ".choices", t("surveys.refused.choices", "most", MOST_CHOICES, "long", LONGEST_CHOICE)));
        }
        return new Wording.Asked(
                words(field + ".ask", asked.ask(), LONGEST_ASK),
                score ? words(field + ".low", asked.low(), LONGEST_LABEL) : null,
                score ? words(field + ".high", asked.high(), LONGEST_LABEL) : null,
                choices);
    }

    private @Nullable String words(String field, @Nullable String words, int most) {
        if (words == null || words.isBlank()) {
            return null;
        }
        if (words.indexOf('\0') >= 0 || words.strip().length() > most) {
            wrong.add(new FieldError(field, t("surveys.refused.long", "most", most)));
        }
        return words.strip();
    }
}
