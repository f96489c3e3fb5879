package io.keepwell.status;

import java.util.UUID;

/// Components that stand together on the page.
///
/// @param id       id
/// @param name     what the public reads
/// @param position place among the groups, smallest first
public record ComponentGroup(UUID id, String name, int position) {}
