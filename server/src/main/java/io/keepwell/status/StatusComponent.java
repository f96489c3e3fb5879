package io.keepwell.status;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of the product as the public sees it.
///
/// @param id       id
/// @param area     id of the part as problems know it
/// @param name     what the public reads
/// @param group    id of its group, or null
/// @param position place among its like, smallest first
/// @param open     whether it stands on the page
public record StatusComponent(
        UUID id, UUID area, String name, @Nullable UUID group, int position, boolean open) {}
