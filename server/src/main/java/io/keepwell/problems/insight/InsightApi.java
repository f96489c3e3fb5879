package io.keepwell.problems.insight;

import io.keepwell.conversations.Conversations;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Needs and pain points, for programs.
@RestController
@Tag(name = "Insight", description = "Sentences of customers that say what they need or what hurts them")
class InsightApi {

    @Schema(name = "Insight")
    record Item(
            UUID id,
            InsightKind kind,

            @Schema(description = "As they stand in the letter; empty once they are forgotten")
            String words,

            UUID conversation,

            @Schema(description = "Id of the letter") UUID message,

            UUID customer,

            @Schema(description = "Id of the part of the product") @Nullable
            UUID component,

            @Schema(description = "Id of the member who marked it") @Nullable
            UUID markedBy,

            Instant at) {

        static Item of(Mark it) {
            return new Item(
                    it.id(),
                    it.kind(),
                    it.words(),
                    it.conversation(),
                    it.message(),
                    it.customer(),
                    it.area(),
                    it.by(),
                    it.at());
        }
    }

    @Schema(name = "NewInsight")
    record NewItem(
            @Schema(
                    allowableValues = {"need", "pain-point"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String kind,

            @Schema(
                    description = "Words of a letter of the customer, whatever the space between them",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String words,

            @Schema(description = "Id of the letter; the newest that has these words where absent") @Nullable
            UUID message,

            @Schema(
                    description = "Id or name of a part of the product; that of the problem behind the conversation"
                            + " where absent")
            @Nullable
            String component) {}

    @Schema(name = "InsightCount")
    record CountJson(
            @Schema(description = "Id of the part of the product, null for those of none") @Nullable
            UUID component,

            @Nullable String name,
            long needs,
            long painPoints,

            @Schema(description = "Different people who said so")
            long customers) {}

    private final Insights insights;
    private final MarkStore store;
    private final Conversations conversations;

    InsightApi(Insights insights, MarkStore store, Conversations conversations) {
        this.insights = insights;
        this.store = store;
        this.conversations = conversations;
    }

    @ForTeam
    @GetMapping("/api/v1/insight")
    @Operation(summary = "Needs and pain points, the newest first")
    Slice<Item> list(
            @Parameter(description = "need or pain-point") @RequestParam(required = false) @Nullable String kind,
            @Parameter(description = "Id of a part of the product, or none") @RequestParam(required = false) @Nullable
                    String component,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var found = store.list(InsightController.filter(kind, component), cursor, Cursor.limit(limit));
        return new Slice<>(found.items().stream().map(Item::of).toList(), found.next());
    }

    @ForTeam
    @GetMapping("/api/v1/insight/counts")
    @Operation(summary = "How many there are of each part of the product")
    List<CountJson> counts() {
        return store.counts().stream()
                .map(it -> new CountJson(it.area(), it.name(), it.needs(), it.painPoints(), it.customers()))
                .toList();
    }

    @ForAgents
    @PostMapping("/api/v1/conversations/{id}/insight")
    @Operation(
            summary = "Mark words of a customer as a need or a pain point",
            description = "The same words marked twice are one mark.")
    ResponseEntity<Item> create(@PathVariable String id, @RequestBody NewItem asked) {
        var made = insights.mark(
                conversations.get(id).id(),
                required("kind", asked.kind()),
                required("words", asked.words()),
                asked.message(),
                insights.areaNamed(asked.component() == null ? "" : asked.component()));
        return ResponseEntity.created(URI.create("/api/v1/insight/" + made))
                .body(Item.of(store.find(made).orElseThrow(MarkNotFound::new)));
    }

    private static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw InvalidRequest.field(field, Texts.t("problems.refused.missing", "field", field));
        }
        return text;
    }

    @ForAgents
    @DeleteMapping("/api/v1/insight/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a mark back")
    void delete(@PathVariable UUID id) {
        insights.unmark(id);
    }
}
