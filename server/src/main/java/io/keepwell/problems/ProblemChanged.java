package io.keepwell.problems;

import java.util.UUID;

/// Something about a problem changed, or it was noted. Published within the transaction.
///
/// @param problem id of the problem
public record ProblemChanged(UUID problem) {}
