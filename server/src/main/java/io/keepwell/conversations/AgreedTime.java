package io.keepwell.conversations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One clock of a conversation, as programs read it. Minutes are minutes of attended time.
@Schema(name = "SlaClock", description = "A clock of a conversation; minutes are minutes of attended time")
public record AgreedTime(
        @Schema(allowableValues = {"first-response", "next-response", "resolution", "periodic-update"})
        String metric,

        @Schema(description = "Which round of this metric, from 1")
        int cycle,

        Instant startedAt,

        @Schema(description = "What was agreed; null where it is measured alone") @Nullable
        Double targetMinutes,

        @Schema(description = "Counted until now, or until it ended")
        double elapsedMinutes,

        @Schema(description = "What pauses took out") double pausedMinutes,

        @Schema(description = "Whether it stands still because of the state")
        boolean standing,

        @Schema(description = "null without a target, and while it stands still") @Nullable
        Instant dueAt,

        @Schema(description = "What is left, negative where it is overdrawn; null once it has ended") @Nullable
        Double remainingMinutes,

        @Schema(description = "When it would be due if it went on now; only while it stands still") @Nullable
        Instant dueIfResumedAt,

        @Nullable Instant endedAt,

        @Schema(allowableValues = {"answered", "solved"}) @Nullable
        String endedBy,

        @Schema(description = "The due instant, where it passed before the end") @Nullable
        Instant breachedAt,

        @Schema(description = "Id of the policy it was agreed by") @Nullable
        UUID policy,

        @Schema(description = "Id of the calendar it is counted by")
        UUID calendar) {}
