package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A problem as one customer whom it hits may know of it: what we told the public, and nothing of the team's own.
///
/// @param problem     id of the problem
/// @param text        id of what was said last; another text has another
/// @param title       what customers read
/// @param fixed       whether we have said that it is fixed
/// @param since       since when we know of it, this time
/// @param words       what we said last, may be empty
/// @param saidAt      when
/// @param workaround  what helps until it is fixed, may be empty
/// @param again       by when they hear more, or null
/// @param fixedAt     when it was fixed, or null
/// @param whatChanged what we changed, or null
public record CustomerProblem(
        UUID problem,
        UUID text,
        String title,
        boolean fixed,
        Instant since,
        String words,
        Instant saidAt,
        String workaround,
        @Nullable Instant again,
        @Nullable Instant fixedAt,
        @Nullable String whatChanged) {}
