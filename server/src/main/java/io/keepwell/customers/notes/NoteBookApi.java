package io.keepwell.customers.notes;

import io.keepwell.customers.CustomerNotFound;
import io.keepwell.customers.Customers;
import io.keepwell.customers.RememberedNotes.Note;
import io.keepwell.customers.RememberedNotes.Source;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What is remembered of customers, for programs.
@RestController
@RequestMapping("/api/v1/customers/{customer}/notes")
@Tag(name = "Customers")
class NoteBookApi {

    @Schema(name = "RememberedNote")
    record NoteAnswer(
            UUID id,

            @Schema(description = "null where it is sensitive; one note read by its id has it, and that is audited")
            @Nullable
            String text,

            @Schema(allowableValues = {"letter", "phone", "in-person", "other"})
            String source,

            @Nullable UUID conversation,
            @Nullable UUID message,
            LocalDate saidOn,
            boolean sensitive,
            @Nullable LocalDate expiresOn,

            @Schema(
                    description = "Whether it asks or vanishes then",
                    allowableValues = {"ask", "vanish"})
            String atExpiry,

            @Schema(description = "Id of who wrote it") @Nullable
            UUID member) {

        static NoteAnswer of(RememberedNote note) {
            return new NoteAnswer(
                    note.id(),
                    note.isClosed() ? null : note.text(),
                    note.source().word(),
                    note.conversation(),
                    note.message(),
                    note.saidOn(),
                    note.sensitive(),
                    note.expiresOn(),
                    note.vanishes() ? "vanish" : "ask",
                    note.member());
        }
    }

    @Schema(name = "RememberedNoteRequest")
    record NoteRequest(
            String text,

            @Schema(allowableValues = {"letter", "phone", "in-person", "other"}) @Nullable
            String source,

            @Nullable UUID conversation,
            @Nullable UUID message,

            @Schema(description = "The day it was said; today where absent") @Nullable
            LocalDate saidOn,

            @Nullable Boolean sensitive,
            @Nullable LocalDate expiresOn,

            @Schema(allowableValues = {"ask", "vanish"}) @Nullable
            String atExpiry) {

        Note of(UUID customer, LocalDate today) {
            return new Note(
                    customer,
                    text == null ? "" : text,
                    Source.of(source),
                    conversation,
                    message,
                    saidOn == null ? today : saidOn,
                    Boolean.TRUE.equals(sensitive),
                    expiresOn,
                    "vanish".equals(atExpiry));
        }
    }

    private final NoteBook notes;
    private final Customers customers;

    NoteBookApi(NoteBook notes, Customers customers) {
        this.notes = notes;
        this.customers = customers;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "What is remembered of a customer", description = "Sensitive notes come without their text.")
    Slice<NoteAnswer> list(@PathVariable String customer) {
        return new Slice<>(notes.of(find(customer)).stream().map(NoteAnswer::of).toList(), null);
    }

    @ForTeam
    @GetMapping("/{note}")
    @Operation(summary = "One note", description = "Opening a sensitive one is audited.")
    NoteAnswer get(@PathVariable String customer, @PathVariable UUID note) {
        find(customer);
        return NoteAnswer.of(notes.open(note));
    }

    @ForAgents
    @PostMapping
    @Operation(summary = "Remember something of a customer", description = "Never shown or sent to customers.")
    ResponseEntity<NoteAnswer> add(@PathVariable String customer, @RequestBody NoteRequest request) {
        var id = find(customer);
        var note = notes.add(request.of(id, notes.today()));
        return ResponseEntity.created(URI.create("/api/v1/customers/" + id + "/notes/" + note))
                .body(NoteAnswer.of(notes.open(note)));
    }

    @ForAgents
    @PutMapping("/{note}")
    @Operation(summary = "Change a note", description = "What is absent takes its default.")
    NoteAnswer change(@PathVariable String customer, @PathVariable UUID note, @RequestBody NoteRequest request) {
        notes.change(note, request.of(find(customer), notes.today()));
        return NoteAnswer.of(notes.open(note));
    }

    @ForAgents
    @DeleteMapping("/{note}")
    @Operation(
            summary = "Take a note away",
            description = "Gone for good within a minute; until then POST .../return takes it back.")
    ResponseEntity<Void> remove(@PathVariable String customer, @PathVariable UUID note) {
        find(customer);
        notes.remove(note);
        return ResponseEntity.noContent().build();
    }

    @ForAgents
    @PostMapping("/{note}/return")
    @Operation(summary = "Take the removal of a note back", description = "404 once it is gone for good.")
    NoteAnswer restore(@PathVariable String customer, @PathVariable UUID note) {
        find(customer);
        notes.restore(note);
        return NoteAnswer.of(notes.open(note));
    }

    private UUID find(String reference) {
        return customers
                .find(reference)
                .orElseThrow(() -> CustomerNotFound.of(reference))
                .id();
    }
}
