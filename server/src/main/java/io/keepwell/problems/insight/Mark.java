package io.keepwell.problems.insight;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sentence of a customer that somebody marked.
///
/// @param number  number of its conversation
/// @param words   as they stand in the letter; empty once they are forgotten
/// @param area    id of the part of the product it is about, or null
/// @param by      id of who marked it, or null for a program
record Mark(
        UUID id,
        UUID conversation,
        long number,
        UUID message,
        UUID customer,
        InsightKind kind,
        String words,
        @Nullable UUID area,
        @Nullable UUID by,
        Instant at) {}
