package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;

/// Customers were promised to hear of a problem again by now, and have not (14). Published when the time
/// has come, and once a day as long as nothing is said; within the transaction that notes it.
///
/// @param problem id of the problem
/// @param member  whoever answers for it, else for its part of the product, else the manager
/// @param dueAt   by when it was promised
/// @param day     how many days late, 0 at first
/// @param at      now
public record UpdateOverdue(UUID problem, UUID member, Instant dueAt, int day, Instant at) {}
