package io.keepwell.conversations;

import java.util.UUID;

/// What became of a reply.
sealed interface ReplyOutcome {

    /// It is part of a conversation and on its way.
    ///
    /// @param conversation the conversation, a new one where the other was closed
    /// @param number       its number
    record Written(UUID conversation, long number, UUID message) implements ReplyOutcome {}

    /// Something came after the writer had last looked; the text is kept as a draft.
    ///
    /// @param author   who wrote it
    /// @param customer whether that is somebody on the customer's side, and not a colleague
    /// @param words    how it begins
    record Overtaken(UUID message, String author, boolean customer, String words) implements ReplyOutcome {

        private static final int EXCERPT = 160;

        static Overtaken by(Message other) {
            var words = other.text().strip().replaceAll("\\s+", " ");
            return new Overtaken(
                    other.id(),
                    other.authorName(),
                    !other.out(),
                    words.length() <= EXCERPT
                            ? words
                            : words.substring(0, EXCERPT).strip() + "…");
        }
    }
}
