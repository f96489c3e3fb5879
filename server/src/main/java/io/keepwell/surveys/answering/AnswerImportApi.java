package io.keepwell.surveys.answering;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.surveys.Surveys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Answers that were given elsewhere, for programs.
@RestController
@RequestMapping("/api/v1/surveys/{id}/answers/import")
@Tag(name = "Asking")
class AnswerImportApi {

    @Schema(name = "BroughtAnswer")
    record Item(
            @Schema(description = "Id of the answer where it was given", requiredMode = Schema.RequiredMode.REQUIRED)
            String externalId,

            @Schema(description = "Address of whoever answered; becomes a customer where it is none yet") @Nullable
            String email,

            @Nullable String name,
            @Nullable Integer score,
            @Nullable String words,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant at) {}

    @Schema(name = "BroughtAnswers")
    record Items(
            @Schema(description = "Where they were given, such as delighted")
            String source,

            List<Item> items) {}

    @Schema(name = "BroughtOutcome")
    record Outcome(
            @Schema(description = "New answers") int made,

            @Schema(description = "Answers that had been brought before")
            int updated,

            @Schema(description = "Those that could not be taken, in words")
            List<String> refused) {}

    private final Surveys surveys;
    private final AnswerImport imports;

    AnswerImportApi(Surveys surveys, AnswerImport imports) {
        this.surveys = surveys;
        this.imports = imports;
    }

    @ForAgents
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Bring answers along, at most 500 at once",
            description = "The same source and id again updates. They count, and nobody is called about them.")
    Outcome bring(@PathVariable UUID id, @RequestBody Items items) {
        if (items.items().size() > 500) {
            throw InvalidRequest.field("items", t("surveys.import.many"));
        }
        return imports.bring(
                surveys.get(id),
                items.source(),
                items.items().stream()
                        .map(it -> new AnswerImport.Line(
                                it.externalId(), it.email(), it.name(), it.score(), it.words(), it.at()))
                        .toList());
    }

    @ForAgents
    @PostMapping(consumes = "text/csv")
    @Operation(
            summary = "Bring answers along from a table",
            description = "Columns id, email, name, score, comment, date; the first line names them.")
    Outcome table(
            @PathVariable UUID id,
            @Parameter(description = "Where they were given") @RequestParam String source,
            @RequestBody String table) {
        return imports.table(surveys.get(id), source, table);
    }
}
