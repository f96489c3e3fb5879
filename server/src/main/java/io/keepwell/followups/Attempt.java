package io.keepwell.followups;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody tried to reach them.
///
/// @param member who did, null where the customer wrote by themselves
record Attempt(
        UUID id, Instant at, @Nullable UUID member, AttemptChannel channel, AttemptOutcome outcome, String note) {}
