package io.keepwell.surveys.answering;

import io.keepwell.customers.Customers;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Words;
import io.keepwell.surveys.AnswerMarks;
import io.keepwell.surveys.AnswerState;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.SurveyNotFound;
import io.keepwell.surveys.Surveys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people answered, for programs.
@RestController
@RequestMapping("/api/v1/surveys/{id}/answers")
@Tag(name = "Asking")
class AnswerApi {

    @Schema(name = "SurveyAnswerPart", description = "What was given to one question")
    record PartJson(
            UUID question,
            @Nullable Integer score,

            @Schema(description = "A choice or words, else empty")
            String text) {}

    @Schema(name = "SurveyAnswer")
    record Item(
            UUID id,
            UUID wave,

            @Schema(
                    description =
                            "Who answered; null of confidential surveys, and of anonymous ones unless they left an"
                                    + " address themselves")
            @Nullable
            UUID customer,

            @Schema(description = "What somebody left in an anonymous survey so as to be found") @Nullable
            String contact,

            LocalDate day,

            @Schema(description = "When it was first given; null where only the day is told") @Nullable
            Instant at,

            @Nullable Instant changedAt,

            @Schema(description = "Of the first question, raw, on the scale it had then; null where it was passed over")
            @Nullable
            Integer score,

            @Nullable Integer low,
            @Nullable Integer high,
            @Nullable Band band,

            @Schema(description = "Whether they went through all of it")
            boolean completed,

            @Schema(description = "counted, or invalid: a test, or of the wrong person")
            AnswerState state,

            String language,

            @Schema(description = "Id of the member who is credited, as of sending") @Nullable
            UUID agent,

            @Schema(description = "How often it was changed")
            int changes,

            List<PartJson> given) {

        static Item of(AnswerReading.Row it) {
            return new Item(
                    it.id(),
                    it.wave(),
                    it.customer(),
                    it.contact(),
                    it.day(),
                    it.at(),
                    it.changedAt(),
                    it.score(),
                    it.low(),
                    it.high(),
                    it.band(),
                    it.completed(),
                    it.state(),
                    it.language(),
                    it.agent(),
                    it.changes(),
                    it.parts().stream()
                            .map(part -> new PartJson(part.question(), part.number(), part.text()))
                            .toList());
        }
    }

    @Schema(name = "SurveyAnswers")
    record Items(
            List<Item> items,
            @Nullable String next,

            @Schema(description = "How many answers count that fit")
            long n,

            @Schema(description = "Kept back, since fewer than five fit, or are left out of a wider filter")
            boolean hidden) {}

    @Schema(name = "SurveyAnswerChange", description = "How an answer stood before it was changed")
    record ChangeJson(
            Instant at,
            @Nullable Integer score,

            @Schema(description = "By the id of a question, as JSON")
            String given) {}

    @Schema(name = "SurveyAnswerWithHistory")
    record One(Item answer, List<ChangeJson> earlier) {}

    @Schema(name = "SurveyAnswerDoubt")
    record Doubted(
            @Schema(
                    allowableValues = {"test", "wrong-person"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    @Schema(name = "SurveyAnswerPerson")
    record Person(UUID customer) {}

    private final Surveys surveys;
    private final AnswerReading reading;
    private final AnswerMarks marks;
    private final Customers customers;

    AnswerApi(Surveys surveys, AnswerReading reading, AnswerMarks marks, Customers customers) {
        this.surveys = surveys;
        this.reading = reading;
        this.marks = marks;
        this.customers = customers;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "What people answered, newest first")
    Items list(
            @PathVariable UUID id,
            @Parameter(description = "Id of a wave") @RequestParam(required = false) @Nullable UUID wave,
            @Parameter(description = "promoter, passive or detractor") @RequestParam(required = false) @Nullable
                    String band,
            @Parameter(description = "Id, external:USER_ID or email:ADDRESS") @RequestParam(required = false) @Nullable
                    String customer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var survey = surveys.get(id);
        var who = customer == null ? null : customers.find(customer).orElse(null);
        if (customer != null && who == null) {
            return new Items(List.of(), null, 0, false);
        }
        var page = reading.list(
                survey,
                new AnswerReading.Filter(
                        wave, Words.askedOrNull(Band.class, "band", band), who == null ? null : who.id()),
                cursor,
                Cursor.limit(limit));
        return new Items(page.rows().stream().map(Item::of).toList(), page.next(), page.n(), page.hidden());
    }

    @ForTeam
    @GetMapping("/{answer}")
    @Operation(summary = "One answer, and how it stood before it was changed")
    One one(@PathVariable UUID id, @PathVariable UUID answer) {
        var row = reading.find(surveys.get(id), answer).orElseThrow(() -> new SurveyNotFound(answer.toString()));
        return new One(
                Item.of(row),
                reading.history(answer).stream()
                        .map(it -> new ChangeJson(it.at(), it.score(), it.given()))
                        .toList());
    }

    @ForAgents
    @PostMapping("/{answer}/invalid")
    @Operation(summary = "Take an answer out of all figures: it was a test, or of the wrong person")
    One invalid(@PathVariable UUID id, @PathVariable UUID answer, @RequestBody Doubted doubted) {
        marks.invalid(surveys.get(id), answer, Words.asked(AnswerMarks.Doubt.class, "reason", doubted.reason()));
        return one(id, answer);
    }

    @ForAgents
    @DeleteMapping("/{answer}/invalid")
    @Operation(summary = "Let an answer count again")
    One restore(@PathVariable UUID id, @PathVariable UUID answer) {
        marks.restore(surveys.get(id), answer);
        return one(id, answer);
    }

    @ForTeam
    @PostMapping("/{answer}/person")
    @Operation(
            summary = "Who gave a confidential answer",
            description = "For the one named by the survey, else for administrators; that it was asked is audited.")
    Person who(@PathVariable UUID id, @PathVariable UUID answer) {
        return new Person(marks.who(surveys.get(id), answer).id());
    }
}
