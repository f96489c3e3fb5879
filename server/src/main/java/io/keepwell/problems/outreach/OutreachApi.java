package io.keepwell.problems.outreach;

import io.keepwell.problems.Problems;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who else is hit, and the lists by which somebody turns to them, for programs.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Problems")
class OutreachApi {

    private final Outreaches outreaches;
    private final OutreachStore store;
    private final Problems problems;

    OutreachApi(Outreaches outreaches, OutreachStore store, Problems problems) {
        this.outreaches = outreaches;
        this.store = store;
        this.problems = problems;
    }

    @Schema(name = "SilentSufferer")
    record SilentJson(
            @Schema(description = "Id of the customer") UUID customer,

            @Schema(description = "Since when they have been with us")
            Instant since,

            @Schema(description = "Whether they are on an outreach list")
            boolean listed) {}

    @Schema(name = "Outreach")
    record OutreachJson(
            UUID id,

            @Schema(description = "Id of the problem") UUID problem,

            @Schema(description = "Id of the member who goes through it") @Nullable
            UUID owner,

            Instant at,
            List<PersonJson> people) {

        static OutreachJson of(Outreach it) {
            return new OutreachJson(
                    it.id(),
                    it.problem(),
                    it.owner(),
                    it.at(),
                    it.people().stream()
                            .map(person -> new PersonJson(person.customer(), person.doneAt(), person.conversation()))
                            .toList());
        }
    }

    @Schema(name = "OutreachPerson")
    record PersonJson(
            UUID customer,

            @Schema(description = "When somebody turned to them") @Nullable
            Instant doneAt,

            @Schema(description = "Id of the conversation they were written in") @Nullable
            UUID conversation) {}

    @Schema(name = "NewOutreach")
    record NewOutreach(
            @Schema(description = "Id of a member; whoever makes it where absent") @Nullable
            UUID owner) {}

    @Schema(name = "OutreachLetter")
    record Words(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text) {}

    @ForTeam
    @GetMapping("/problems/{id}/silent")
    @Operation(summary = "Who is hit and did not write, who has been with us longest first")
    Slice<SilentJson> silent(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var problem = problems.get(id);
        int most = Cursor.limit(limit);
        Instant since = null;
        UUID customer = null;
        if (cursor != null) {
            var after = Cursor.read(cursor, 2);
            try {
                since = Instant.parse(after.get(0));
                customer = UUID.fromString(after.get(1));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw Cursor.foreign();
            }
        }
        var found = store.silent(problem.id(), problem.episode(), since, customer, most + 1);
        var shown = found.stream()
                .limit(most)
                .map(it -> new SilentJson(it.customer(), it.since(), it.listed()))
                .toList();
        return new Slice<>(
                shown,
                found.size() > most
                        ? Cursor.of(shown.getLast().since(), shown.getLast().customer())
                        : null);
    }

    @ForTeam
    @GetMapping("/problems/{id}/outreach")
    @Operation(summary = "The outreach lists of a problem, the newest first")
    List<OutreachJson> lists(@PathVariable String id) {
        return store.ofProblem(problems.get(id).id()).stream()
                .map(OutreachJson::of)
                .toList();
    }

    @Schema(name = "OutreachMade")
    record Made(
            @Schema(description = "The list; absent where everybody is on one already") @Nullable
            OutreachJson outreach) {}

    @ForAgents
    @PostMapping("/problems/{id}/outreach")
    @Operation(summary = "Make a list of all who are hit, did not write and are on no list yet")
    Made make(@PathVariable String id, @RequestBody NewOutreach asked) {
        return new Made(outreaches
                .make(problems.get(id).id(), asked.owner())
                .map(OutreachJson::of)
                .orElse(null));
    }

    @ForTeam
    @GetMapping("/outreach/{outreach}")
    @Operation(summary = "An outreach list")
    OutreachJson get(@PathVariable UUID outreach) {
        return OutreachJson.of(outreaches.get(outreach));
    }

    @ForAgents
    @DeleteMapping("/outreach/{outreach}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an outreach list back", description = "POST …/restore puts it back.")
    void undo(@PathVariable UUID outreach) {
        outreaches.undo(outreach, true);
    }

    @ForAgents
    @PostMapping("/outreach/{outreach}/restore")
    @Operation(summary = "Put an outreach list back that was taken back")
    OutreachJson restore(@PathVariable UUID outreach) {
        outreaches.undo(outreach, false);
        return OutreachJson.of(outreaches.get(outreach));
    }

    @ForAgents
    @PutMapping("/outreach/{outreach}/people/{customer}/done")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Somebody turned to this person")
    void done(@PathVariable UUID outreach, @PathVariable UUID customer) {
        outreaches.done(outreach, customer, true);
    }

    @ForAgents
    @DeleteMapping("/outreach/{outreach}/people/{customer}/done")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Nobody turned to this person after all")
    void notDone(@PathVariable UUID outreach, @PathVariable UUID customer) {
        outreaches.done(outreach, customer, false);
    }

    @Schema(name = "OutreachWritten")
    record Written(
            @Schema(description = "Id of the conversation") UUID conversation) {}

    @ForAgents
    @PostMapping("/outreach/{outreach}/people/{customer}/letter")
    @Operation(summary = "Write to this person, in a conversation of their own, and tick them off")
    Written write(@PathVariable UUID outreach, @PathVariable UUID customer, @RequestBody Words words) {
        return new Written(outreaches.write(outreach, customer, words.text() == null ? "" : words.text()));
    }
}
