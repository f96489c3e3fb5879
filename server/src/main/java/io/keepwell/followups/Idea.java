package io.keepwell.followups;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of the product that customers ask for (32).
///
/// @param area        id of the part of the product, or null
/// @param whatChanged what is different now, once it shipped; why not, where it was declined
/// @param supporters  how many different people want it
/// @param told        how many of them were told that it shipped
record Idea(
        UUID id,
        String title,
        @Nullable UUID area,
        IdeaState state,
        String whatChanged,
        Instant createdAt,
        @Nullable UUID createdBy,
        @Nullable Instant shippedAt,
        long supporters,
        long told) {}
