package io.keepwell.problems.solving;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A complaint that has no cause which could happen again.
///
/// @param area  id of the part of the product it was about, or null
/// @param words what is to be said of it, or empty
/// @param by    id of who said so, or null for a program
record OneOff(
        OneOffReason reason,
        @Nullable UUID area,
        String words,
        @Nullable UUID by,
        Instant at) {}
