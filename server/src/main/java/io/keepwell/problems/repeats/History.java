package io.keepwell.problems.repeats;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of the problems of one account: all that repeats are worked out from.
///
/// @param sightings when somebody of the account was hit, in any order
/// @param told      when somebody of the account was told that a problem is fixed
/// @param spans     when each problem lasted, the first time first
/// @param badly     conversations that were handled badly: a promise in them was broken
/// @param unhelped  who said of which problem that the fix does not work for them
record History(
        List<Sighting> sightings,
        List<Told> told,
        Map<UUID, List<Span>> spans,
        Set<UUID> badly,
        Set<Unhelped> unhelped) {

    /// Somebody was hit.
    ///
    /// @param problem      id of the problem, of the one it may have become part of
    /// @param area         id of the part of the product, or null
    /// @param person       id of the customer
    /// @param conversation in which they said so, or null where they did not write
    /// @param at           since when
    record Sighting(
            UUID problem,
            @Nullable UUID area,
            UUID person,
            @Nullable UUID conversation,
            Instant at) {}

    /// Somebody of the account was told that a problem is fixed.
    record Told(UUID problem, Instant at) {}

    /// An episode of a problem.
    ///
    /// @param from  when it began for us
    /// @param until when it was fixed, null while it lasts
    record Span(Instant from, @Nullable Instant until) {}

    /// Somebody said that the fix does not work for them.
    record Unhelped(UUID problem, UUID person) {}
}
