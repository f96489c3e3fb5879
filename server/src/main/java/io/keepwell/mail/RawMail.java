package io.keepwell.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail as it came, before anybody has read it.
///
/// @param blob       digest of its bytes
/// @param stub       too large: only its header is here
/// @param serverAt   when it reached the server
/// @param receivedAt when it reached us
record RawMail(
        UUID id,
        UUID mailbox,
        String blob,
        long size,
        State state,
        @Nullable String reason,
        @Nullable String words,
        boolean stub,
        IncomingMail.Existing existing,
        Instant serverAt,
        Instant receivedAt,
        @Nullable String sender,
        @Nullable String subject) {

    /// How far it has come.
    enum State {
        /// To be fetched once more, because somebody asked.
        WANTED,
        /// Ours, not read yet.
        RECEIVED,
        /// Became part of a thread.
        FILED,
        /// A delivery report; opens nothing.
        BOUNCE,
        /// Was here before.
        DUPLICATE,
        /// Our own, come back.
        DROPPED,
        /// Could not be read; a person looks.
        QUARANTINED,
        /// Of a blocked sender, or called spam by the receiving server; kept apart.
        SPAM
    }
}
