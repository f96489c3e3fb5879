package io.keepwell.customers.segments;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Segment;
import io.keepwell.customers.TraitRule;
import io.keepwell.customers.Traits;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Segments, for programs.
@RestController
@RequestMapping("/api/v1/segments")
@Tag(name = "Segments", description = "Saved groups of customers; who is in one is worked out when it is asked")
class SegmentApi {

    @Schema(name = "Segment")
    record Item(
            UUID id,
            String name,
            TraitRule.Json rule,

            @Schema(description = "The rule as a person reads it")
            String inWords,

            @Schema(description = "How many people are in it now")
            long customers,

            @Schema(description = "What goes by it, such as surveys")
            List<String> usedBy) {}

    @Schema(name = "SegmentChange", description = "What is absent in a change stays")
    record Change(@Nullable String name, TraitRule.@Nullable Json rule) {}

    private final SegmentBook segments;
    private final Traits traits;

    SegmentApi(SegmentBook segments, Traits traits) {
        this.segments = segments;
        this.traits = traits;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "All segments by name")
    Slice<Item> list() {
        return new Slice<>(segments.all().stream().map(this::item).toList(), null);
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One segment")
    Item get(@Parameter(description = "Its id or its name") @PathVariable String id) {
        return item(segments.get(id));
    }

    private Item item(Segment it) {
        return new Item(
                it.id(),
                it.name(),
                it.rule().json(),
                it.rule().inWords(),
                traits.count(it.rule()),
                segments.uses(it.id()).stream().map(use -> use.label()).toList());
    }

    @ForAgents
    @PostMapping
    @Operation(summary = "Save a segment")
    ResponseEntity<Item> create(@RequestBody Change asked) {
        var rule = asked.rule();
        if (rule == null) {
            throw InvalidRequest.field("rule", t("customers.traits.rule.empty"));
        }
        var made = segments.create(asked.name() == null ? "" : asked.name(), TraitRule.of(rule));
        return ResponseEntity.created(URI.create("/api/v1/segments/" + made.id()))
                .body(item(made));
    }

    @ForAgents
    @PatchMapping("/{id}")
    @Operation(summary = "Change a segment", description = "Whatever goes by it means its people as they are then.")
    Item change(@PathVariable String id, @RequestBody Change asked) {
        var before = segments.get(id);
        var rule = asked.rule();
        return item(segments.change(
                before.id(),
                asked.name() == null ? before.name() : asked.name(),
                rule == null ? before.rule() : TraitRule.of(rule)));
    }

    @ForAgents
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a segment", description = "What went by it keeps the same rule for itself.")
    void delete(@PathVariable String id) {
        segments.delete(segments.get(id).id());
    }
}
