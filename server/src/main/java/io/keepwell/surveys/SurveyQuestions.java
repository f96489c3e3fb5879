package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;
import static java.util.function.Predicate.not;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The questions of a survey. The first one is what it measures: it stays the first once somebody was asked, and of
/// the measures with a name for ever.
@Service
class SurveyQuestions {

    private static final int MOST = 12;

    private final SurveyStore store;
    private final QuestionStore questions;
    private final Audit audit;
    private final Clock clock;

    SurveyQuestions(SurveyStore store, QuestionStore questions, Audit audit, Clock clock) {
        this.store = store;
        this.questions = questions;
        this.audit = audit;
        this.clock = clock;
    }

    /// Adds a question after the others.
    @Transactional
    Question add(UUID id, NewQuestion asked) {
        var survey = held(id);
        check(survey, asked);
        var question =
                new Question(Ids.next(), survey.questions().size(), asked.kind(), asked.scale(), asked.required());
        store.insert(id, question);
        var all = new ArrayList<>(survey.questions());
        all.add(question);
        store.word(id, WordingCheck.checked(survey.with(all), withWords(survey, question, asked.words()), null));
        note(survey);
        return question;
    }

    private static void check(Survey survey, NewQuestion asked) {
        if (survey.questions().size() >= MOST) {
            throw InvalidRequest.field("kind", t("surveys.refused.questions", "most", MOST));
        }
        if ((asked.kind() == QuestionKind.SCORE) != (asked.scale() != null)) {
            throw InvalidRequest.field("scale", t("surveys.refused.scale"));
        }
        var ask = asked.words().ask();
        if (ask == null || ask.isBlank()) {
            throw InvalidRequest.field("ask", t("surveys.refused.ask"));
        }
        if (asked.kind() == QuestionKind.CHOICE
                && asked.words().choices().stream().filter(not(String::isBlank)).count() < 2) {
            throw InvalidRequest.field("choices", t("surveys.refused.two-choices"));
        }
    }

    private Wording withWords(Survey survey, Question question, Wording.Asked words) {
        var said = Optional.ofNullable(store.wordings(survey.id()).get(survey.language()))
                .orElse(new Wording(survey.language(), null, null, null, Map.of()));
        var all = new HashMap<>(said.questions());
        all.put(question.id(), words);
        return new Wording(said.language(), said.subject(), said.intro(), said.thanks(), all);
    }

    /// No longer asks a question; what was answered stays.
    @Transactional
    void retire(UUID id, UUID question) {
        var survey = held(id);
        var asked = of(survey, question);
        if (asked.position() == 0) {
            checkFirst(survey);
        }
        questions.retire(question, clock.instant());
        questions.order(
                id,
                survey.questions().stream()
                        .map(Question::id)
                        .filter(it -> !it.equals(question))
                        .toList());
        note(survey);
    }

    /// Says whether the page wants an answer to a question.
    @Transactional
    void require(UUID id, UUID question, boolean required) {
        var survey = held(id);
        questions.require(of(survey, question).id(), required);
        note(survey);
    }

    /// Asks the questions in another order.
    ///
    /// @param wanted the ids of all of them
    @Transactional
    void order(UUID id, List<UUID> wanted) {
        var survey = held(id);
        var all = survey.questions().stream().map(Question::id).toList();
        if (wanted.size() != all.size() || !new HashSet<>(wanted).equals(new HashSet<>(all))) {
            throw InvalidRequest.field("questions", t("surveys.refused.order"));
        }
        if (wanted.equals(all)) {
            return;
        }
        if (!wanted.getFirst().equals(all.getFirst())) {
            checkFirst(survey);
        }
        questions.order(id, wanted);
        note(survey);
    }

    private void checkFirst(Survey survey) {
        if (survey.type() != SurveyType.CUSTOM || store.asked(survey.id()) || survey.state() == SurveyState.ACTIVE) {
            throw SurveyRefused.because("first");
        }
    }

    private static Question of(Survey survey, UUID question) {
        return survey.questions().stream()
                .filter(it -> it.id().equals(question))
                .findFirst()
                .orElseThrow(() -> new SurveyNotFound(question.toString()));
    }

    private Survey held(UUID id) {
        store.hold(id);
        return store.find(id).orElseThrow(() -> new SurveyNotFound(id.toString()));
    }

    private void note(Survey survey) {
        audit.record("survey.changed", survey.id(), survey.name(), Map.of());
    }
}
