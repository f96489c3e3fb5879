package io.keepwell.gestures;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was done for a customer, or is asked for.
///
/// @param id           id
/// @param conversation id of the conversation it came from
/// @param number       number of that conversation, of the one it has become part of
/// @param customer     for whom: the person they are now
/// @param called       what it is called where the menu has no name for it, else empty
/// @param what         what it was, in words of whoever gave it; empty once they are forgotten
/// @param by           who gave it, or asks for it
/// @param notedAt      when it was written down
/// @param at           when it counts: when it was written down, or when it was approved
/// @param decidedBy    who decided on what is above the allowance; null for what is within it
/// @param decidedWhy   what they said, may be empty
/// @param undoneAt     when it was taken back, or null
/// @param task         id of the promise it came with, or null
record Gesture(
        UUID id,
        UUID conversation,
        long number,
        UUID customer,
        GestureKind kind,
        String called,
        String what,
        Cost cost,
        GestureState state,
        UUID by,
        Instant notedAt,
        Instant at,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        String decidedWhy,
        @Nullable Instant undoneAt,
        @Nullable UUID task) {

    /// What it is called.
    String label() {
        return kind == GestureKind.OTHER && !called.isBlank() ? called : kind.label();
    }

    boolean waiting() {
        return state == GestureState.WAITING;
    }

    boolean given() {
        return state == GestureState.GIVEN;
    }

    /// What happened to it.
    ///
    /// @param member who did it
    /// @param step   the word of what it was
    /// @param label  how the gesture was called from then on
    record Step(Instant at, UUID member, String step, String label, String what, Cost cost) {}
}
