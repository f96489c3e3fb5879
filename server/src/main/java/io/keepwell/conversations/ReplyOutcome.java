package io.keepwell.conversations;

import java.util.UUID;

/// What became of a reply.
sealed interface ReplyOutcome {

    /// It is part of a conversation and on its way.
    ///
    /// @param conversation the conversation, a new one where the other was closed
    /// @param number       its number
    record Written(UUID conversation, long number, UUID message) implements ReplyOutcome {}

    /// Somebody else answered after the writer had last looked; the text is kept as a draft.
    record Overtaken(UUID message, String author) implements ReplyOutcome {}
}
