package io.keepwell.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was done with the letters of two conversations and has not been taken back.
///
/// @param id     id
/// @param kind   what was done
/// @param source where the letters came from
/// @param target where they went
/// @param at     when
/// @param member who did it, or null
record Rearrangement(
        UUID id,
        MessagesMoved.Kind kind,
        UUID source,
        UUID target,
        Instant at,
        @Nullable UUID member) {}
