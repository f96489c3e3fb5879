package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;

/// A link was taken back. Published within the transaction.
///
/// @param problem      id of the problem
/// @param conversation id of the conversation
/// @param customer     id of its customer
/// @param kind         how they had to do with each other
/// @param at           when
public record ProblemUnlinked(UUID problem, UUID conversation, UUID customer, LinkKind kind, Instant at) {}
