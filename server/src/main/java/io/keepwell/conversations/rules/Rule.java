package io.keepwell.conversations.rules;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A rule.
///
/// @param version   grows with every change
/// @param active    whether it is on
/// @param stoppedAt when it switched itself off, or null
record Rule(
        UUID id,
        String name,
        int version,
        boolean active,
        RuleContent content,
        int failures,
        @Nullable Instant stoppedAt) {}
