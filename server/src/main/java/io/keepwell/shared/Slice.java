package io.keepwell.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list as the API answers it.
///
/// @param items what is in this part
/// @param next  cursor of the next part, null at the end
public record Slice<T>(List<T> items, @Nullable String next) {}
