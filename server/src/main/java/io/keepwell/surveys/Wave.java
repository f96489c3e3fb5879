package io.keepwell.surveys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// People who are asked the same together: at once, or within a month after what happened to them.
/// A person counts once in it (3.1.11), after events once for each of them.
///
/// @param number 1 for the first of its survey
public record Wave(
        UUID id,
        UUID survey,
        int number,
        String name,
        WaveOccasion occasion,
        WaveState state,
        Instant startedAt,
        @Nullable UUID startedBy) {}
