package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation and a problem that have to do with each other (PR2).
///
/// @param problem      id of the problem
/// @param conversation id of the conversation
/// @param customer     id of its customer
/// @param episode      episode of the problem in which it was linked
/// @param kind         how they have to do with each other
/// @param reason       why, in the words of whoever linked them, or null
/// @param by           id of that member, null for a program
/// @param at           when
public record ProblemLink(
        UUID problem,
        UUID conversation,
        UUID customer,
        int episode,
        LinkKind kind,
        @Nullable String reason,
        @Nullable UUID by,
        Instant at) {}
