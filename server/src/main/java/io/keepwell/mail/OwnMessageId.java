package io.keepwell.mail;

import java.util.UUID;

/// A Message-ID that we have written ourselves, read back and verified.
///
/// @param message what it was made for; the thread itself for the root of a thread
record OwnMessageId(Kind kind, UUID thread, UUID message) {

    /// What a letter of ours is; part of its Message-ID.
    enum Kind {
        ACK,
        REPLY,
        NOTICE,
        NOTE,
        /// Never sent: the stable first reference that keeps a conversation together in mail programs (T12).
        ROOT
    }

    /// Whether it is of a notification to somebody of the team, which belongs to no thread but its own.
    boolean toTheTeam() {
        return kind == Kind.NOTICE && thread.equals(message);
    }
}
