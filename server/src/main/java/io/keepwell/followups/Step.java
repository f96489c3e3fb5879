package io.keepwell.followups;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened to a follow-up.
///
/// @param member who did it, null for Keepwell itself and for the customer
/// @param kind   `state` for a step of its states, else what it was
/// @param undone  whether it was taken back
/// @param attempt the attempt that made it, or null
record Step(
        UUID id,
        Instant at,
        @Nullable UUID member,
        String kind,
        @Nullable String before,
        @Nullable String after,
        boolean undone,
        @Nullable UUID attempt) {}
