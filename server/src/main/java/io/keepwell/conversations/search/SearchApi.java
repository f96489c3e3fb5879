package io.keepwell.conversations.search;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Search in the API.
@ForTeam
@RestController
@RequestMapping("/api/v1/search")
class SearchApi {

    @Schema(name = "SearchHit")
    record Item(
            @Schema(description = "Id of the conversation") UUID conversation,
            long number,
            String subject,

            @Schema(description = "The customer's name or address")
            String customer,

            String state,

            @Schema(description = "Id of the message that matches best; null where the number or a person was found")
            @Nullable
            UUID message,

            @Schema(description = "When that was said") Instant at,

            @Schema(description = "The part of it that shows why, in pieces; null where there is no message") @Nullable
            List<Snippet.Part> snippet) {}

    @Schema(name = "SearchResult")
    record Found(
            @Schema(description = "The best first") List<Item> items,

            @Nullable String next,

            @Schema(description = "How many conversations were found, counted to 1000")
            int count,

            @Schema(description = "Whether there are more than that, or more than 2000 messages match")
            boolean more,

            @Schema(description = "Whether the last word was taken for the beginning of one")
            boolean beginning,

            @Schema(description = "Whether older messages are still being read for the search")
            boolean reading) {}

    private final SearchPages pages;

    SearchApi(SearchPages pages) {
        this.pages = pages;
    }

    @Operation(
            summary = "Find conversations by what was said",
            description = "Words that must all be there, in any of their forms; \"a phrase\"; -without; from:, tag:,"
                    + " state:, is:note, has:file, before:2026-01-31, after:2026-01-01; or a number. Of more than 2000"
                    + " messages that match the newest are ranked.")
    @GetMapping
    Found find(
            @RequestParam String query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        int from = cursor == null ? 0 : place(cursor);
        var page = pages.page(query.strip(), from, size);
        var result = page.result();
        return new Found(
                page.rows().stream().map(SearchApi::item).toList(),
                page.further() ? Cursor.of(from + size) : null,
                result.count(),
                result.more(),
                result.beginning(),
                result.reading());
    }

    private static int place(String cursor) {
        try {
            return Integer.parseInt(Cursor.read(cursor, 1).getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.foreign();
        }
    }

    private static Item item(SearchPages.Row row) {
        var snippet = row.snippet();
        return new Item(
                row.id(),
                row.number(),
                row.subject(),
                row.name(),
                row.state(),
                row.message(),
                row.at(),
                snippet == null ? null : snippet.parts());
    }
}
