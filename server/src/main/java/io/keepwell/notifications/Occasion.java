package io.keepwell.notifications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something to tell somebody of.
///
/// @param cause        what brought it about; the same is told once
/// @param conversation which conversation it is about; of some kinds, which problem
/// @param by           the colleague who did it, or null
/// @param message      the note or the reply it is about, or null
/// @param detail       which of the things the kind can mean, or null
/// @param dueAt        when what it speaks of is or was due, or null
record Occasion(
        Kind kind,
        String cause,
        UUID conversation,
        @Nullable UUID by,
        @Nullable UUID message,
        @Nullable String detail,
        @Nullable Instant dueAt) {

    static Occasion of(Kind kind, String cause, UUID conversation, @Nullable UUID by) {
        return new Occasion(kind, cause, conversation, by, null, null, null);
    }

    Occasion about(UUID message) {
        return new Occasion(kind, cause, conversation, by, message, detail, dueAt);
    }

    Occasion meaning(String detail) {
        return new Occasion(kind, cause, conversation, by, message, detail, dueAt);
    }

    Occasion due(Instant dueAt) {
        return new Occasion(kind, cause, conversation, by, message, detail, dueAt);
    }
}
