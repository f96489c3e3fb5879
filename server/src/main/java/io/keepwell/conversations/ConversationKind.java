package io.keepwell.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a conversation is about, in the most general way.
public enum ConversationKind {
    /// Somebody wants to know something.
    QUESTION,
    /// Something went wrong; followed to its cause.
    COMPLAINT,
    /// Somebody wants something done.
    REQUEST,
    /// Somebody is glad.
    PRAISE;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
