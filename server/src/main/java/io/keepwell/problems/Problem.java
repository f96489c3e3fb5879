package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A cause of complaints that can be ended: one record, however many people it hits.
///
/// @param id          id
/// @param number      number that people quote
/// @param title       what the team calls it
/// @param publicTitle what customers read (3.7.14)
/// @param area        id of the part of the product, or null
/// @param owner       id of the member who answers for it, or null
/// @param state       how far it has come
/// @param severity    what it does to those it hits
/// @param episode     number of the current episode, from 1; it grows each time the problem comes back
/// @param serviceText what service found; for the team only
/// @param productText what product found; for the team only
/// @param workaround  what helps until it is fixed; for customers
/// @param updateHours how often those who were told hear of it while it lasts, in hours, or null
/// @param createdAt   when it was noted
/// @param changedAt   when something about it last changed
/// @param mergedInto  id of the problem it has become part of, or null
public record Problem(
        UUID id,
        long number,
        String title,
        String publicTitle,
        @Nullable UUID area,
        @Nullable UUID owner,
        ProblemState state,
        Severity severity,
        int episode,
        String serviceText,
        String productText,
        String workaround,
        @Nullable Integer updateHours,
        Instant createdAt,
        Instant changedAt,
        @Nullable UUID mergedInto) {}
