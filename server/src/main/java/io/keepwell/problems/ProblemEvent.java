package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened to a problem.
///
/// @param at     when
/// @param member id of who did it, null for Keepwell itself
/// @param kind   `created`, `state`, `owner`, `area`, `severity`, `title`, `linked`, `unlinked`, `denied`, `merged`,
///               `announced`, `fixed`, `reopened`, `cancelled`
/// @param before the value before, or null
/// @param after  the value after, or null
public record ProblemEvent(
        Instant at,
        @Nullable UUID member,
        String kind,
        @Nullable String before,
        @Nullable String after) {}
