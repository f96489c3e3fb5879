package io.keepwell.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A step in the history of something owed.
///
/// @param at      when
/// @param member  who, null for Keepwell itself
/// @param kind    `made`, `kept`, `broken`, `moved`, `withdrawn`, `reopened` or `owner`
/// @param oldDue  due before a move
/// @param newDue  due from then on
/// @param reason  why, or null
/// @param message by which message, or null
public record TaskStep(
        Instant at,
        @Nullable UUID member,
        String kind,
        @Nullable Instant oldDue,
        @Nullable Instant newDue,
        @Nullable String reason,
        @Nullable UUID message) {

    static TaskStep of(String kind, Instant at, @Nullable UUID member) {
        return new TaskStep(at, member, kind, null, null, null, null);
    }

    TaskStep due(@Nullable Instant before, @Nullable Instant after) {
        return new TaskStep(at, member, kind, before, after, reason, message);
    }

    TaskStep because(@Nullable String why, @Nullable UUID message) {
        return new TaskStep(at, member, kind, oldDue, newDue, why, message);
    }
}
