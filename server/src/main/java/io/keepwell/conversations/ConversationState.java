package io.keepwell.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How far a conversation has come.
public enum ConversationState {
    /// Nobody has taken it.
    NEW,
    /// It is ours to act.
    OPEN,
    /// It is the customer's turn.
    PENDING,
    /// It waits for somebody else.
    ON_HOLD,
    /// Answered; a letter of the customer opens it again.
    SOLVED,
    /// For good: only its tags change; a reply makes a follow-up.
    CLOSED;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
