package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;

/// Something happened to a problem that people read among its steps. Published within the transaction.
///
/// @param problem id of the problem
/// @param kind    what it was, see [ProblemEvent]; also `allowed`, when "not affected" was taken back
/// @param at      when
public record ProblemHappened(UUID problem, String kind, Instant at) {}
