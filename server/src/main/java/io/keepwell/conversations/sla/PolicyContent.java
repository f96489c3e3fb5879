package io.keepwell.conversations.sla;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A policy as it is stored and as programs write it: words and numbers. Whatever is absent is empty.
@Schema(name = "SlaPolicyTerms", description = "For which conversations, and what was agreed")
record PolicyContent(
        @Schema(description = "All that are named have to fit; what is empty fits everything") @Nullable
        Conditions when,

        @Schema(
                description = "Minutes of attended time by priority and metric: first-response, next-response,"
                        + " resolution, periodic-update",
                example = "{\"urgent\":{\"first-response\":60}}")
        @Nullable
        Map<String, Map<String, Integer>> targets,

        @Schema(
                description = "States in which the clock of a metric stands still",
                example = "{\"resolution\":[\"pending\"]}")
        @Nullable
        Map<String, List<String>> pauses,

        @Schema(
                description = "first: until it was solved for the first time; total: goes on when it is opened again",
                allowableValues = {"first", "total"})
        @Nullable
        String resolution,

        @Schema(description = "Whether a note ends the wait for an answer") @Nullable
        Boolean notesCount,

        @Schema(description = "Minutes of attended time before it is due at which somebody is warned") @Nullable
        Integer warnBeforeMinutes) {

    /// Which conversations.
    @Schema(name = "SlaConditions")
    record Conditions(
            @Nullable List<String> mailboxes,
            @Nullable List<String> teams,

            @Schema(allowableValues = {"question", "complaint", "request", "praise"}) @Nullable
            List<String> kinds,

            @Schema(allowableValues = {"low", "normal", "high", "urgent"}) @Nullable
            List<String> priorities,

            @Nullable List<String> tags,
            @Nullable List<String> accounts) {}
}
