package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reply as somebody wrote it.
///
/// @param text  what they say
/// @param files files to go with it
/// @param then  state of the conversation from then on, null to leave it (but new becomes open)
/// @param seen  the newest message they had before them, null where nobody can say
/// @param undo  how long it can be taken back
/// @param word  what is promised with it, and which promises it keeps
/// @param until until when the conversation is put off from then on, null for not at all
record Reply(
        String text,
        List<IncomingMail.Attachment> files,
        @Nullable ConversationState then,
        @Nullable UUID seen,
        Duration undo,
        ReplyPromises word,
        @Nullable Instant until) {

    /// A reply after which the conversation stands where it stood.
    Reply(
            String text,
            List<IncomingMail.Attachment> files,
            @Nullable ConversationState then,
            @Nullable UUID seen,
            Duration undo,
            ReplyPromises word) {
        this(text, files, then, seen, undo, word, null);
    }

    /// A reply that promises nothing, and keeps what an answer keeps by itself.
    Reply(
            String text,
            List<IncomingMail.Attachment> files,
            @Nullable ConversationState then,
            @Nullable UUID seen,
            Duration undo) {
        this(text, files, then, seen, undo, ReplyPromises.NONE);
    }
}
