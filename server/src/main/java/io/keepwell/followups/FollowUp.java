package io.keepwell.followups;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One unhappy customer, whom a person calls.
///
/// @param occasion         why a person made it; empty where an answer did
/// @param rated            who was rated, who never owns it; or null
/// @param startedAt        when the clock began that runs now
/// @param dueAt            when they should have heard from us
/// @param contactedAt      first contact since then, or null
/// @param firstContactedAt first contact of all, or null
/// @param firstDueAt       the deadline that had, or null
/// @param learned          what was learned from them
/// @param problem          id of the problem it waits for, or null
/// @param idea             id of the idea it waits for, or null
/// @param conversation     where they are talked with about it, or null
/// @param told             id of the message that told them what became of it, or null
/// @param closed           why it is over, or null
/// @param reopened         how often it was opened again
/// @param partOf           the other one of the same person this became part of, or null
record FollowUp(
        UUID id,
        UUID customer,
        Origin origin,
        String occasion,
        FollowUpState state,
        @Nullable UUID owner,
        @Nullable UUID team,
        @Nullable UUID rated,
        Urgency urgency,
        Instant openedAt,
        Instant startedAt,
        Instant dueAt,
        @Nullable Instant contactedAt,
        @Nullable Instant firstContactedAt,
        @Nullable Instant firstDueAt,
        Learned learned,
        @Nullable UUID problem,
        @Nullable UUID idea,
        @Nullable UUID conversation,
        @Nullable UUID told,
        @Nullable Instant toldAt,
        @Nullable Instant closedAt,
        @Nullable CloseReason closed,
        String closeNote,
        int reopened,
        @Nullable UUID partOf) {

    /// Whether they should have heard from us by now, and have not.
    boolean overdue(Instant now) {
        return state.waits() && dueAt.isBefore(now);
    }

    /// When the clocks stop: at the first contact since they began, at the end, or not yet.
    Instant until(Instant now) {
        if (contactedAt != null) {
            return contactedAt;
        }
        return closedAt == null ? now : closedAt;
    }
}
