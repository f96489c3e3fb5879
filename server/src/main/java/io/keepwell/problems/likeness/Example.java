package io.keepwell.problems.likeness;

import java.util.UUID;

/// A complaint whose problem somebody confirmed.
///
/// @param id        what it is forgotten by, such as the id of its conversation with that of the problem
/// @param problem   the problem it is about
/// @param complaint what was said
public record Example(UUID id, UUID problem, Complaint complaint) {}
