package io.keepwell.backup;

import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// When backups are made by themselves, and how the last one ended.
///
/// @param nightly  whether one is made every night
/// @param at       when, in the zone of the workspace
/// @param keep     how many of the nightly ones are kept
/// @param failedAt when the last one failed, null where it did not
/// @param failure  why
record Plan(
        boolean nightly,
        LocalTime at,
        int keep,
        @Nullable Instant failedAt,
        @Nullable String failure) {}
