package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The questions of surveys and what people read of them, for programs.
@RestController
@RequestMapping("/api/v1/surveys/{id}")
@Tag(name = "Surveys")
class SurveyWordsApi {

    private final Surveys surveys;
    private final SurveyQuestions questions;
    private final SurveyWords words;

    SurveyWordsApi(Surveys surveys, SurveyQuestions questions, SurveyWords words) {
        this.surveys = surveys;
        this.questions = questions;
        this.words = words;
    }

    @ForTeam
    @GetMapping("/words")
    @Operation(summary = "What people read", description = "Own words where there are some, else ours.")
    SurveyJson.SpokenItem words(
            @PathVariable UUID id,
            @Parameter(description = "Language somebody reads; absent: that of the survey", example = "de")
                    @RequestParam(required = false)
                    @Nullable
                    String language) {
        return SurveyJson.SpokenItem.of(
                words.of(surveys.get(id), language == null ? null : Locale.forLanguageTag(SurveyApi.tag(language))));
    }

    @ForAgents
    @PostMapping("/questions")
    @Operation(summary = "Add a question after the others")
    ResponseEntity<SurveyJson.QuestionItem> add(@PathVariable UUID id, @RequestBody SurveyJson.NewQuestionItem asked) {
        var kind = Words.asked(QuestionKind.class, "kind", asked.kind() == null ? "" : asked.kind());
        var made = questions.add(
                surveys.get(id).id(),
                new NewQuestion(
                        kind,
                        scale(kind, asked.scale()),
                        Boolean.TRUE.equals(asked.required()),
                        new Wording.Asked(
                                asked.ask(),
                                asked.low(),
                                asked.high(),
                                asked.choices() == null ? List.of() : asked.choices())));
        return ResponseEntity.created(URI.create("/api/v1/surveys/" + id + "/questions/" + made.id()))
                .body(SurveyJson.QuestionItem.of(made));
    }

    private static @Nullable Scale scale(QuestionKind kind, SurveyJson.@Nullable ScaleJson asked) {
        if (asked != null) {
            return asked.read();
        }
        return kind == QuestionKind.SCORE ? SurveyType.CUSTOM.scale() : null;
    }

    @ForAgents
    @PatchMapping("/questions/{question}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say whether the page wants an answer to a question")
    void require(@PathVariable UUID id, @PathVariable UUID question, @RequestBody SurveyJson.QuestionChange asked) {
        questions.require(surveys.get(id).id(), question, asked.required());
    }

    @ForAgents
    @DeleteMapping("/questions/{question}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "No longer ask a question",
            description = "What was answered stays. The first question is the measure and stays: 409.")
    void retire(@PathVariable UUID id, @PathVariable UUID question) {
        questions.retire(surveys.get(id).id(), question);
    }

    @ForAgents
    @PutMapping("/question-order")
    @Operation(summary = "Ask the questions in another order")
    List<SurveyJson.QuestionItem> order(@PathVariable UUID id, @RequestBody SurveyJson.Order order) {
        var wanted = order.questions();
        if (wanted == null) {
            throw InvalidRequest.field("questions", t("surveys.refused.order"));
        }
        questions.order(surveys.get(id).id(), wanted);
        return surveys.get(id).questions().stream()
                .map(SurveyJson.QuestionItem::of)
                .toList();
    }
}
