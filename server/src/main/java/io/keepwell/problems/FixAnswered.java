package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;

/// A customer said whether the fix works for them. Published within the transaction.
///
/// @param problem  id of the problem
/// @param customer id of the customer
/// @param works    whether it does
/// @param at       when
public record FixAnswered(UUID problem, UUID customer, boolean works, Instant at) {}
