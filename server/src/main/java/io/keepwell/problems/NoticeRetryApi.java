package io.keepwell.problems;

import io.keepwell.shared.ForAgents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Trying again to tell those whom a notice did not reach, for programs.
@RestController
@RequestMapping("/api/v1/problems")
@Tag(name = "Problems")
class NoticeRetryApi {

    private final NoticeRetries retries;

    NoticeRetryApi(NoticeRetries retries) {
        this.retries = retries;
    }

    @Schema(name = "NoticesTriedAgain")
    record TriedAgain(
            @Schema(description = "How many people") int people) {}

    @ForAgents
    @PostMapping("/notices/{notice}/try-again")
    @Operation(
            summary = "Tell one person again whom a notice did not reach",
            description =
                    "A letter that failed, came back or is uncertain leaves as it was, with the same Message-ID; one that"
                            + " could not be written is written. 409 where the notice is in no such state, or is no news any more.")
    TriedAgain one(@PathVariable UUID notice) {
        retries.one(notice);
        return new TriedAgain(1);
    }

    @ForAgents
    @PostMapping("/broadcasts/{broadcast}/try-again")
    @Operation(
            summary = "Tell all those again whom a broadcast failed to tell",
            description = "What came back or is uncertain is left to a person, one by one.")
    TriedAgain all(@PathVariable UUID broadcast) {
        return new TriedAgain(retries.all(broadcast));
    }
}
