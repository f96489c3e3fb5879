package io.keepwell.problems;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of the product.
///
/// @param id    id
/// @param name  what the team and customers call it
/// @param owner id of the member who answers for it, or null
public record Area(UUID id, String name, @Nullable UUID owner) {}
