package io.keepwell.customers;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.MappingJacksonInputMessage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The life of customers and changes of what is known of them, for programs.
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers")
class CustomerChangeApi {

    @Schema(name = "CustomerChange", description = "What to change. What is absent stays; null takes it away.")
    record Change(
            @Nullable String name,

            @Schema(description = "Language they write in", example = "de") @Nullable
            String locale,

            @Schema(description = "The company's own user id") @Nullable
            String externalId,

            @Schema(description = "The addresses that identify them, all of them") @Nullable
            List<String> addresses,

            @Schema(description = "Name of the account they belong to; made where there is none of that name") @Nullable
            String account,

            @Schema(
                    description =
                            "Traits that change: text, a number, true, false or a list of these; null removes one")
            @Nullable
            Map<String, @Nullable Object> traits) {}

    @Schema(name = "CustomerMergeRequest")
    record With(
            @Schema(description = "Id, external:USER_ID or email:ADDRESS of the other profile")
            String with) {}

    @Schema(name = "CustomerMerge", description = "Two profiles that became one customer")
    record MergeAnswer(
            UUID id,

            @Schema(description = "Who stayed: the one with the user id, else the older")
            UUID survivor,

            UUID merged,
            Instant mergedAt,
            boolean undone) {

        static MergeAnswer of(CustomerMerges.Merge merge) {
            return new MergeAnswer(merge.id(), merge.survivor(), merge.merged(), merge.at(), merge.undone());
        }
    }

    @Schema(name = "CustomerMergePreview")
    record PreviewAnswer(
            UUID survivor,
            UUID merged,

            @Schema(description = "How many of each kind would go over")
            Map<String, Long> moves) {}

    @Schema(name = "TimelineEntry")
    record EntryAnswer(
            UUID id,
            Instant at,
            String kind,
            String title,
            @Nullable String text,

            @Schema(description = "Page where more of it stands") @Nullable
            String href) {}

    private final Customers customers;
    private final CustomerEditing editing;
    private final CustomerRegister register;
    private final CustomerApi api;
    private final CustomerMerges merges;
    private final CustomerTimeline timeline;
    private final JsonMapper json;

    CustomerChangeApi(
            Customers customers,
            CustomerEditing editing,
            CustomerRegister register,
            CustomerApi api,
            CustomerMerges merges,
            CustomerTimeline timeline,
            JsonMapper json) {
        this.customers = customers;
        this.editing = editing;
        this.register = register;
        this.api = api;
        this.merges = merges;
        this.timeline = timeline;
        this.json = json;
    }

    @ForAgents
    @PatchMapping("/{id}")
    @Operation(
            summary = "Change what is known of a customer",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = Change.class))))
    CustomerApi.CustomerAnswer change(@PathVariable String id, @RequestBody JsonNode body) {
        var change = read(body);
        var customer = find(id);
        var now = editing.facts(customer);
        register.change(
                customer.id(),
                new CustomerEditing.Facts(
                        body.has("name") ? change.name() : now.name(),
                        body.has("locale") ? change.locale() : now.language(),
                        body.has("externalId") ? change.externalId() : now.externalId(),
                        change.addresses() == null ? now.addresses() : change.addresses()),
                change.account(),
                change.traits());
        return api.answer(customers.get(customer.id()));
    }

    @ForTeam
    @GetMapping("/{id}/timeline")
    @Operation(
            summary = "The life of a customer with us",
            description = "Of all modules, newest first. kind can be given several times.")
    Slice<EntryAnswer> timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Set<String> kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var found = timeline.read(find(id).id(), kind == null ? Set.of() : kind, cursor, Cursor.limit(limit));
        return new Slice<>(
                found.items().stream()
                        .map(it -> new EntryAnswer(it.id(), it.at(), it.kind(), it.title(), it.text(), it.href()))
                        .toList(),
                found.next());
    }

    @ForAgents
    @GetMapping("/{id}/merge")
    @Operation(summary = "What merging two profiles would do", description = "Changes nothing.")
    PreviewAnswer preview(@PathVariable String id, @RequestParam String with) {
        var preview = merges.preview(find(id).id(), find(with).id());
        return new PreviewAnswer(preview.survivor().id(), preview.merged().id(), preview.moves());
    }

    @ForAgents
    @PostMapping("/{id}/merge")
    @Operation(summary = "Make one customer out of two profiles", description = "The old id resolves for ever.")
    MergeAnswer merge(@PathVariable String id, @RequestBody With with) {
        return MergeAnswer.of(merges.merge(find(id).id(), find(with.with()).id()));
    }

    @ForAgents
    @PostMapping("/merges/{merge}/undo")
    @Operation(summary = "Make two customers again", description = "What came since the merge stays with the survivor.")
    MergeAnswer undo(@PathVariable UUID merge) {
        return MergeAnswer.of(merges.undo(merge));
    }

    private Customer find(String id) {
        return customers.find(id).orElseThrow(() -> new CustomerNotFound(id));
    }

    // Twice: as a tree for what is absent and what is null, as a record for what may stand there at all.
    private Change read(JsonNode body) {
        try {
            return json.treeToValue(body, Change.class);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException(
                    "not a change",
                    e,
                    new MappingJacksonInputMessage(new ByteArrayInputStream(new byte[0]), new HttpHeaders()));
        }
    }
}
