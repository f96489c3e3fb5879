package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.shared.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a survey asks and says, its languages side by side.
@ForAgents
@Controller
@RequestMapping("/surveys/{id:[0-9a-fA-F-]{36}}")
class SurveyWordsController {

    private static final String PAGE = "page";
    private static final String DONE = "done";

    /// A language on the page.
    ///
    /// @param ours what is said where nothing is typed
    record Column(String tag, String label, SurveyWords.Spoken ours) {}

    /// The page.
    ///
    /// @param added   what was typed for another question
    record Page(
            Survey survey,
            List<Column> columns,
            WordsForm form,
            Map<String, String> added,
            List<FieldError> wrongs,
            @Nullable String problem,
            boolean asked) {

        @Nullable
        String wrong(String field) {
            return FieldError.in(wrongs, field);
        }

        String added(String field) {
            return added.getOrDefault(field, "");
        }

        /// What would be read of a question where nothing is typed for it.
        SurveyWords.Line ours(Column column, Question question) {
            return column.ours().questions().get(question.position());
        }

        /// What is said in a field where nothing is typed.
        ///
        /// @param question null for what belongs to none
        String ours(Column column, @Nullable Question question, String field) {
            return switch (field) {
                case "subject" -> column.ours().subject();
                case "intro" -> column.ours().intro();
                case "thanks" -> column.ours().thanks();
                case "ask" -> question == null ? "" : ours(column, question).ask();
                case "low" -> question == null ? "" : ours(column, question).low();
                case "high" -> question == null ? "" : ours(column, question).high();
                default -> "";
            };
        }
    }

    private final Surveys surveys;
    private final SurveyStore store;
    private final SurveyWriting writing;
    private final SurveyQuestions questions;
    private final SurveyWords words;

    SurveyWordsController(
            Surveys surveys, SurveyStore store, SurveyWriting writing, SurveyQuestions questions, SurveyWords words) {
        this.surveys = surveys;
        this.store = store;
        this.writing = writing;
        this.questions = questions;
        this.words = words;
    }

    @GetMapping("/words")
    String show(@PathVariable UUID id, @RequestParam(defaultValue = "") String language, Model model) {
        var survey = surveys.get(id);
        var form = WordsForm.of(survey, surveys.wordings(id));
        try {
            return page(survey, form, language.isBlank() ? null : SurveyApi.tag(language), Map.of(), null, model);
        } catch (InvalidRequest wrong) {
            return page(survey, form, null, Map.of("language", language), wrong, model);
        }
    }

    private String page(
            Survey survey,
            WordsForm form,
            @Nullable String another,
            Map<String, String> added,
            @Nullable Refusal wrong,
            Model model) {
        var tags = new LinkedHashSet<String>();
        words.languages(survey).forEach(it -> tags.add(it.toLanguageTag()));
        form.typed().keySet().forEach(it -> tags.add(it.substring(0, it.indexOf(':'))));
        if (another != null) {
            tags.add(another);
        }
        model.addAttribute(
                PAGE,
                new Page(
                        survey,
                        tags.stream().map(tag -> column(survey, tag)).toList(),
                        form,
                        added,
                        wrong == null ? List.of() : wrong.errors(),
                        wrong == null ? null : wrong.sentence(),
                        store.asked(survey.id())));
        return "surveys/words";
    }

    private Column column(Survey survey, String tag) {
        var locale = Locale.forLanguageTag(tag);
        return new Column(tag, SurveyPages.called(locale), words.ours(survey, locale));
    }

    @PostMapping("/words")
    String save(
            @PathVariable UUID id, @RequestParam Map<String, String> fields, RedirectAttributes redirect, Model model) {
        var survey = surveys.get(id);
        var typed = new HashMap<>(fields);
        typed.keySet().removeIf(it -> !it.contains(":"));
        var form = new WordsForm(typed);
        var tags = new LinkedHashSet<String>();
        // the language of the survey first: the others are compared with it
        tags.add(survey.language());
        typed.keySet().forEach(it -> tags.add(SurveyApi.tag(it.substring(0, it.indexOf(':')))));
        try {
            writing.word(
                    survey, tags.stream().map(tag -> form.wording(survey, tag)).toList());
        } catch (InvalidRequest wrong) {
            return page(survey, form, null, Map.of(), wrong, model);
        }
        redirect.addFlashAttribute(DONE, t("surveys.done.saved"));
        return "redirect:/surveys/" + id + "/words";
    }

    @PostMapping("/questions")
    String add(
            @PathVariable UUID id, @RequestParam Map<String, String> fields, RedirectAttributes redirect, Model model) {
        var survey = surveys.get(id);
        try {
            questions.add(id, question(fields));
        } catch (InvalidRequest wrong) {
            return page(survey, WordsForm.of(survey, surveys.wordings(id)), null, fields, wrong, model);
        }
        redirect.addFlashAttribute(DONE, t("surveys.done.question"));
        return "redirect:/surveys/" + id + "/words";
    }

    private static NewQuestion question(Map<String, String> fields) {
        var kind = Words.asked(QuestionKind.class, "kind", fields.getOrDefault("kind", ""));
        return new NewQuestion(
                kind,
                kind == QuestionKind.SCORE ? scale(fields.getOrDefault("scale", "")) : null,
                fields.containsKey("required"),
                new Wording.Asked(
                        fields.getOrDefault("ask", ""),
                        fields.getOrDefault("low", ""),
                        fields.getOrDefault("high", ""),
                        WordsForm.lines(fields.getOrDefault("choices", ""))));
    }

    private static Scale scale(String typed) {
        return switch (typed) {
            case "1-5" -> new Scale(1, 5, true);
            case "1-7" -> new Scale(1, 7, true);
            default -> SurveyType.CUSTOM.scale();
        };
    }

    /// Moves a question up, no longer asks it, or says whether the page wants an answer.
    @PostMapping("/questions/{question}")
    String change(
            @PathVariable UUID id,
            @PathVariable UUID question,
            @RequestParam String deed,
            RedirectAttributes redirect) {
        var survey = surveys.get(id);
        try {
            switch (deed) {
                case "up" -> questions.order(id, moved(survey, question));
                case "retire" -> questions.retire(id, question);
                case "require", "release" -> questions.require(id, question, deed.equals("require"));
                default -> throw InvalidRequest.field("deed", t("surveys.form.gone"));
            }
            redirect.addFlashAttribute(DONE, t("surveys.done.saved"));
        } catch (SurveyRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
        }
        return "redirect:/surveys/" + id + "/words#questions";
    }

    private static List<UUID> moved(Survey survey, UUID question) {
        var order =
                new ArrayList<>(survey.questions().stream().map(Question::id).toList());
        int at = order.indexOf(question);
        if (at > 0) {
            Collections.swap(order, at, at - 1);
        }
        return order;
    }
}
