package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.MappingJacksonInputMessage;
import org.springframework.transaction.annotation.Transactional;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Surveys, for programs.
@RestController
@RequestMapping("/api/v1/surveys")
@Tag(name = "Surveys", description = "Asking customers how it went")
class SurveyApi {

    private final Surveys surveys;
    private final SurveyStore store;
    private final SurveyWriting writing;
    private final SurveyChanges changes;
    private final JsonMapper json;

    SurveyApi(Surveys surveys, SurveyStore store, SurveyWriting writing, SurveyChanges changes, JsonMapper json) {
        this.surveys = surveys;
        this.store = store;
        this.writing = writing;
        this.changes = changes;
        this.json = json;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "Surveys, the newest first")
    Slice<SurveyJson.Item> list(
            @Parameter(description = "draft, active, paused or ended") @RequestParam(required = false) @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var wanted = Words.askedOrNull(SurveyState.class, "state", state);
        var all = surveys.all().stream()
                .filter(it -> wanted == null || it.state() == wanted)
                .toList();
        int from = cursor == null ? 0 : after(all, Cursor.read(cursor, 1).getFirst());
        int to = Math.min(all.size(), from + Cursor.limit(limit));
        return new Slice<>(
                all.subList(from, to).stream().map(this::item).toList(),
                to < all.size() ? Cursor.of(all.get(to - 1).id()) : null);
    }

    private static int after(List<Survey> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().toString().equals(id)) {
                return i + 1;
            }
        }
        throw Cursor.foreign();
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One survey")
    SurveyJson.Item get(@PathVariable UUID id) {
        return item(surveys.get(id));
    }

    private SurveyJson.Item item(Survey survey) {
        return SurveyJson.Item.of(survey, store.asked(survey.id()));
    }

    @ForAgents
    @PostMapping
    @Transactional
    @Operation(
            summary = "Write a survey",
            description =
                    "It is active at once where it is complete enough to ask, unless state says draft. A custom survey"
                            + " without a question stays a draft.")
    ResponseEntity<SurveyJson.Item> create(@RequestBody SurveyJson.NewItem asked) {
        var type = Words.asked(SurveyType.class, "type", asked.type() == null ? "" : asked.type());
        var change = asked.change();
        var state = Words.askedOrNull(SurveyState.class, "state", change.state());
        if (state == SurveyState.PAUSED || state == SurveyState.ENDED) {
            throw InvalidRequest.field("state", t("surveys.refused.new-state"));
        }
        var usual = SurveyPlan.usual(type, name(asked, type), writing.usualLanguage());
        var made = surveys.create(new NewSurvey(
                changes.over(usual, change, field -> !field.equals("segment") || change.segment() != null),
                scale(asked, type),
                asked.question(),
                asked.comment() == null || asked.comment(),
                state == SurveyState.DRAFT));
        return ResponseEntity.created(URI.create("/api/v1/surveys/" + made.id()))
                .body(item(made));
    }

    private static String name(SurveyJson.NewItem asked, SurveyType type) {
        var question = asked.question();
        return question == null || question.isBlank() || question.strip().length() > SurveyPlan.LONGEST_NAME
                ? t("surveys.type." + type.word())
                : question.strip();
    }

    private static Scale scale(SurveyJson.NewItem asked, SurveyType type) {
        var given = asked.scale();
        if (given != null) {
            return given.read();
        }
        boolean effort = type == SurveyType.CES && Boolean.FALSE.equals(asked.higherIsBetter());
        if (effort) {
            return new Scale(1, 5, false);
        }
        var usual = type.scale();
        return new Scale(usual.low(), usual.high(), asked.higherIsBetter() == null || asked.higherIsBetter());
    }

    @ForAgents
    @PatchMapping("/{id}")
    @Transactional
    @Operation(
            summary = "Change a survey, or start, pause or end it",
            description =
                    "Once somebody was asked, privacy, purpose and channel stay as they are: 409. The scale stays from the"
                            + " beginning.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = SurveyJson.Change.class))))
    SurveyJson.Item change(@PathVariable UUID id, @RequestBody JsonNode body) {
        var change = read(body);
        var before = SurveyPlan.of(surveys.get(id));
        writing.change(id, changes.over(before, change, body::has));
        var state = Words.askedOrNull(SurveyState.class, "state", change.state());
        return item(state == null ? surveys.get(id) : writing.state(id, state));
    }

    private SurveyJson.Change read(JsonNode body) {
        try {
            return json.treeToValue(body, SurveyJson.Change.class);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException(
                    e.getOriginalMessage(),
                    e,
                    new MappingJacksonInputMessage(new ByteArrayInputStream(new byte[0]), new HttpHeaders()));
        }
    }

    @ForAgents
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a draft", description = "What has asked anybody can be ended, not deleted: 409.")
    void delete(@PathVariable UUID id) {
        writing.delete(id);
    }

    @ForTeam
    @GetMapping("/{id}/wordings")
    @Operation(summary = "What was written for it, by language")
    Slice<SurveyJson.Words> wordings(@PathVariable UUID id) {
        return new Slice<>(
                surveys.wordings(surveys.get(id).id()).values().stream()
                        .map(SurveyJson.Words::of)
                        .sorted((one, other) ->
                                String.valueOf(one.language()).compareTo(String.valueOf(other.language())))
                        .toList(),
                null);
    }

    @ForAgents
    @PutMapping("/{id}/wordings/{language}")
    @Operation(summary = "Write it in a language", description = "All of it; what is absent is said in our own words.")
    SurveyJson.Words word(
            @PathVariable UUID id,
            @Parameter(example = "de") @PathVariable String language,
            @RequestBody SurveyJson.Words words) {
        return SurveyJson.Words.of(writing.word(id, words.in(tag(language))));
    }

    @ForAgents
    @DeleteMapping("/{id}/wordings/{language}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take away what was written in a language")
    void unword(@PathVariable UUID id, @PathVariable String language) {
        writing.unword(surveys.get(id).id(), tag(language));
    }

    /// Language tags in the one form they are kept in.
    static String tag(String language) {
        var tag = Locale.forLanguageTag(language.strip()).toLanguageTag();
        if (tag.equals("und") || tag.length() > 20) {
            throw InvalidRequest.field("language", t("surveys.refused.language"));
        }
        return tag;
    }
}
