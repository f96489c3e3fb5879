package io.keepwell.problems;

import io.keepwell.problems.ProblemJson.ExposureJson;
import io.keepwell.problems.ProblemJson.NoticeJson;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who was hit and who was told what, for programs, a part at a time.
@RestController
@RequestMapping("/api/v1/problems")
@Tag(name = "Problems")
class LedgerApi {

    private final Problems problems;
    private final LedgerQueries queries;
    private final FixReach reach;

    LedgerApi(Problems problems, LedgerQueries queries, FixReach reach) {
        this.problems = problems;
        this.queries = queries;
        this.reach = reach;
    }

    @ForTeam
    @GetMapping("/{id}/notices")
    @Operation(summary = "The ledger: who was told what, and what became of it; the newest episode first")
    Slice<NoticeJson> notices(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var found = queries.notices(problems.get(id).id(), cursor, Cursor.limit(limit));
        return new Slice<>(found.items().stream().map(NoticeJson::of).toList(), found.next());
    }

    @ForTeam
    @GetMapping("/{id}/exposures")
    @Operation(summary = "Who was hit in the current episode, the longest hit first")
    Slice<ExposureJson> exposures(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var problem = problems.get(id);
        var found = queries.exposures(problem.id(), problem.episode(), cursor, Cursor.limit(limit));
        return new Slice<>(found.items().stream().map(ExposureJson::of).toList(), found.next());
    }

    @Schema(name = "PeopleWaiting")
    record Waiting(
            @Schema(description = "How many still wait for the fix")
            int waiting) {}

    @ForAgents
    @PutMapping("/broadcasts/{broadcast}/availability")
    @Operation(
            summary = "Say anew when a fix reaches whom",
            description =
                    "Whoever was told stays told; whoever waits is told when it says so now. An empty body lets all go.")
    Waiting availability(@PathVariable UUID broadcast, @RequestBody Availability.Json said) {
        return new Waiting(reach.set(broadcast, Availability.of(said)));
    }
}
