package io.keepwell.notifications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that somebody is told.
///
/// @param member       whom
/// @param cause        what brought it about
/// @param conversation which conversation it is about; of some kinds, which problem
/// @param message      the note or the reply it is about, or null
/// @param by           the colleague who did it; null for customers, programs and Keepwell itself
/// @param detail       which of the things the kind can mean, or null
/// @param dueAt        when what it speaks of is or was due, or null
/// @param times        how often the same happened within a minute
/// @param seenAt       when they saw it, null while they have not
record Notification(
        UUID id,
        UUID member,
        Kind kind,
        String cause,
        UUID conversation,
        @Nullable UUID message,
        @Nullable UUID by,
        @Nullable String detail,
        @Nullable Instant dueAt,
        int times,
        Instant createdAt,
        @Nullable Instant seenAt) {

    boolean seen() {
        return seenAt != null;
    }
}
