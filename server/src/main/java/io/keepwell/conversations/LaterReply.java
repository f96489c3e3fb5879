package io.keepwell.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reply that leaves at a time somebody chose, unless something comes in between.
///
/// @param member     who wrote it
/// @param thenState  state of the conversation from then on, null to leave it
/// @param seen       the newest message when it was written
/// @param due        when it leaves
/// @param state      `waiting`, `stopped`, `sent` or `taken-back`
/// @param stoppedWhy `customer`, `colleague`, `closed`, `author` or `refused`; null while it is not stopped
/// @param stopper    who wrote what stopped it, or null
record LaterReply(
        UUID id,
        UUID conversation,
        UUID member,
        String memberName,
        String text,
        @Nullable String thenState,
        @Nullable UUID seen,
        Instant due,
        String state,
        @Nullable String stoppedWhy,
        @Nullable String stopper) {

    boolean waiting() {
        return state.equals("waiting");
    }

    boolean stopped() {
        return state.equals("stopped");
    }
}
