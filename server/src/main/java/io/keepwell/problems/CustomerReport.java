package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of something a customer reported: the cause behind it, as far as the public knows of it (21).
///
/// @param conversation where they reported it
/// @param since        since when we know the cause
/// @param title        what customers read of it; null as long as nothing was said in public
/// @param fixedAt      when it was fixed, or null
/// @param whatChanged  what we changed so that it does not happen again; there once it is fixed
/// @param cameBack     whether it has come back since, or is another time that it lasts
/// @param answer       names the page that asks whether it works now; null where they were not asked
public record CustomerReport(
        UUID conversation,
        Instant since,
        @Nullable String title,
        @Nullable Instant fixedAt,
        @Nullable String whatChanged,
        boolean cameBack,
        @Nullable String answer) {}
