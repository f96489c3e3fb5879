package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One time that a problem lasted: from when it was noted, or came back, until it was fixed.
///
/// @param problem     id of the problem
/// @param number      its number, from 1
/// @param openedAt    when it began for us
/// @param reopenedWhy why it came back; null for the first
/// @param announcedAt when customers were first told of it, or null
/// @param updateDueAt by when they hear of it again, or null (14)
/// @param fixedAt     when it was fixed, or null
/// @param whatChanged what we changed, for customers; there once it is fixed (6.3.3)
public record Episode(
        UUID problem,
        int number,
        Instant openedAt,
        @Nullable String reopenedWhy,
        @Nullable Instant announcedAt,
        @Nullable Instant updateDueAt,
        @Nullable Instant fixedAt,
        @Nullable String whatChanged) {}
