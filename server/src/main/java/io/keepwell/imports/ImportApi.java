package io.keepwell.imports;

import io.keepwell.shared.ForAdministrators;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Imports in the API.
@RestController
@ForAdministrators
@RequestMapping("/api/v1/imports")
class ImportApi {

    @Schema(name = "Import", description = "A file that is brought along, and how far it has come")
    record Item(
            UUID id,

            @Schema(allowableValues = {"mbox", "csv", "zendesk", "helpscout", "freescout", "chatwoot"})
            String format,

            String name,
            long size,

            @Nullable UUID mailbox,

            @Schema(
                    description = "examined: nothing is taken in yet, and the figures say what would be",
                    allowableValues = {"examining", "examined", "running", "stopped", "done", "failed"})
            String state,

            @Schema(description = "Why it failed") @Nullable String failure,

            @Schema(description = "Items of the file dealt with")
            long position,

            @Schema(description = "Items in the file, known once it was examined")
            long items,

            @Schema(description = "New conversations") long conversations,

            @Schema(description = "New messages") long messages,

            @Schema(description = "New customers") long people,

            @Schema(description = "Files that came with them")
            long files,

            @Schema(description = "Messages that were brought along before")
            long known,

            @Schema(description = "Items that cannot be brought along")
            long troubles,

            @Nullable Instant oldest,

            @Nullable Instant newest,

            Instant createdAt) {

        static Item of(ImportRun run) {
            return new Item(
                    run.id(),
                    run.format(),
                    run.name(),
                    run.size(),
                    run.mailbox(),
                    run.state(),
                    run.failure(),
                    run.position(),
                    run.items(),
                    run.conversations(),
                    run.messages(),
                    run.people(),
                    run.files(),
                    run.known(),
                    run.troubles(),
                    run.oldest(),
                    run.newest(),
                    run.createdAt());
        }
    }

    @Schema(name = "Imports")
    record Listed(List<Item> items) {}

    @Schema(name = "ImportTrouble")
    record Problem(
            @Schema(description = "Where in the file", example = "line 12")
            String place,

            String message) {}

    @Schema(name = "ImportTroubles")
    record Problems(List<Problem> items) {}

    private final Imports imports;

    ImportApi(Imports imports) {
        this.imports = imports;
    }

    @Operation(summary = "Imports, the newest first")
    @GetMapping
    Listed list() {
        return new Listed(imports.all().stream().map(Item::of).toList());
    }

    @Operation(
            summary = "Give a file to be brought along",
            description = "The body is the file, of any size. It is examined first; nothing is taken in before start.")
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Item give(
            @Parameter(description = "mbox, csv, zendesk, helpscout, freescout or chatwoot") @RequestParam
                    String format,
            @Parameter(description = "What people call it") @RequestParam(defaultValue = "") String name,
            @Parameter(description = "Id of the mailbox the conversations belong to; needed for mbox")
                    @RequestParam(required = false)
                    @Nullable
                    UUID mailbox,
            HttpServletRequest request)
            throws IOException {
        return Item.of(imports.take(format, name, mailbox, request.getInputStream()));
    }

    @Operation(summary = "One import")
    @GetMapping("/{id}")
    Item get(@PathVariable UUID id) {
        return Item.of(imports.get(id));
    }

    @Operation(summary = "What cannot be brought along, and why", description = "The first 1000.")
    @GetMapping("/{id}/troubles")
    Problems troubles(@PathVariable UUID id) {
        return new Problems(imports.troubles(id).stream()
                .map(trouble -> new Problem(trouble.place(), trouble.words()))
                .toList());
    }

    @Operation(summary = "Take it in, or go on with it", description = "Dates are kept and nothing is sent.")
    @PostMapping("/{id}/start")
    Item start(@PathVariable UUID id) {
        return Item.of(imports.start(id));
    }

    @Operation(summary = "Stop it; what was taken in stays")
    @PostMapping("/{id}/stop")
    Item stop(@PathVariable UUID id) {
        return Item.of(imports.stop(id));
    }
}
