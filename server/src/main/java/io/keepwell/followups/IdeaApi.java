package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customers;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Ideas, for programs.
@RestController
@RequestMapping("/api/v1/ideas")
@Tag(name = "Ideas", description = "Changes of the product that customers ask for, and who wants them")
class IdeaApi {

    @Schema(name = "Idea")
    record Item(
            UUID id,
            String title,
            @Nullable UUID area,
            IdeaState state,

            @Schema(description = "What is different now, or why not; may be empty")
            String whatChanged,

            Instant createdAt,
            @Nullable Instant shippedAt,

            @Schema(description = "How many different people want it")
            long supporters,

            @Schema(description = "How many of them were written to that it shipped")
            long told) {

        static Item of(Idea it) {
            return new Item(
                    it.id(),
                    it.title(),
                    it.area(),
                    it.state(),
                    it.whatChanged(),
                    it.createdAt(),
                    it.shippedAt(),
                    it.supporters(),
                    it.told());
        }
    }

    @Schema(name = "IdeaSupporter")
    record Supporter(
            UUID customer,

            @Schema(description = "In their words, may be empty")
            String words,

            @Nullable UUID followUp,
            Instant at) {}

    @Schema(name = "IdeaSupporters")
    record Supporters(List<Supporter> items) {}

    @Schema(name = "IdeaNew")
    record Fresh(String title, @Nullable UUID area) {}

    @Schema(name = "IdeaChange")
    record Change(
            @Nullable String title,
            @Nullable UUID area,

            @Schema(description = "open, planned or declined; what shipped is said by a shipment") @Nullable
            IdeaState state,

            @Nullable String whatChanged) {}

    @Schema(name = "IdeaSupport")
    record Support(
            @Schema(description = "Id, external:USER_ID or email:ADDRESS")
            String customer,

            @Nullable String words) {}

    @Schema(name = "IdeaShipment")
    record Shipment(
            @Schema(description = "What is different now, in words for customers")
            String whatChanged,

            @Schema(
                    description = "How many people are told, as the preview says; another number is refused with 409."
                            + " Null for the preview alone")
            @Nullable
            Integer people) {}

    @Schema(name = "IdeaLetter")
    record Letter(UUID customer, String subject, String text) {}

    @Schema(name = "IdeaShipped")
    record Shipped(
            @Schema(description = "How many people are told, or would be")
            int people,

            @Schema(description = "What each of them reads; empty once they are told")
            List<Letter> letters) {}

    private final Ideas ideas;
    private final IdeaStore store;
    private final Customers customers;

    IdeaApi(Ideas ideas, IdeaStore store, Customers customers) {
        this.ideas = ideas;
        this.store = store;
        this.customers = customers;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "Ideas, the newest first")
    Slice<Item> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var found = store.list(Words.askedOrNull(IdeaState.class, "state", state), cursor, Cursor.limit(limit));
        return new Slice<>(found.items().stream().map(Item::of).toList(), found.next());
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One idea")
    Item get(@PathVariable UUID id) {
        return Item.of(ideas.get(id));
    }

    @ForAgents
    @PostMapping
    @Operation(summary = "Note an idea")
    ResponseEntity<Item> create(@RequestBody Fresh asked) {
        var made = ideas.create(asked.title() == null ? "" : asked.title(), asked.area());
        return ResponseEntity.created(URI.create("/api/v1/ideas/" + made.id())).body(Item.of(made));
    }

    @ForAgents
    @PatchMapping("/{id}")
    @Operation(summary = "Change an idea", description = "What is absent stays as it is.")
    Item change(@PathVariable UUID id, @RequestBody Change asked) {
        var before = ideas.get(id);
        return Item.of(ideas.change(
                id,
                asked.title() == null ? before.title() : asked.title(),
                asked.area() == null ? before.area() : asked.area(),
                asked.state() == null ? before.state() : asked.state(),
                asked.whatChanged() == null ? before.whatChanged() : asked.whatChanged()));
    }

    @ForTeam
    @GetMapping("/{id}/supporters")
    @Operation(summary = "Who wants it, each person once")
    Supporters supporters(@PathVariable UUID id) {
        return new Supporters(store.supporters(ideas.get(id).id()).stream()
                .map(it -> new Supporter(it.customer(), it.words(), it.followUp(), it.at()))
                .toList());
    }

    @ForAgents
    @PostMapping("/{id}/supporters")
    @Operation(
            summary = "Note that a customer wants it",
            description = "Once each; what they say replaces what they said.")
    Item support(@PathVariable UUID id, @RequestBody Support asked) {
        var person = Optional.ofNullable(asked.customer())
                .flatMap(customers::find)
                .orElseThrow(() -> InvalidRequest.field("customer", t("followups.refused.customer")));
        ideas.support(id, person.id(), asked.words() == null ? "" : asked.words());
        return get(id);
    }

    @ForAgents
    @DeleteMapping("/{id}/supporters/{customer}")
    @Operation(summary = "They do not want it")
    Item noSupport(@PathVariable UUID id, @PathVariable UUID customer) {
        ideas.noSupport(id, customer);
        return get(id);
    }

    @ForAgents
    @PostMapping("/{id}/shipment")
    @Operation(
            summary = "It shipped: tell those who want it, each once, in their own thread",
            description = "Without a number of people this is a preview and changes nothing.")
    Shipped ship(@PathVariable UUID id, @RequestBody Shipment asked) {
        var changed = asked.whatChanged() == null ? "" : asked.whatChanged();
        if (asked.people() != null) {
            return new Shipped(ideas.ship(id, changed, asked.people()), List.of());
        }
        var letters = ideas.preview(id, changed);
        return new Shipped(
                letters.size(),
                letters.stream()
                        .map(it -> new Letter(it.customer().id(), it.subject(), it.text()))
                        .toList());
    }
}
