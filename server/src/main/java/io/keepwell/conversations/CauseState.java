package io.keepwell.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What is known of the cause of a complaint.
public enum CauseState {
    /// Nobody has looked.
    NONE,
    /// Unknown; product owes it.
    TRIAGE,
    /// Known, not ended.
    OPEN,
    /// Ended.
    FIXED,
    /// It has none that could happen again.
    ONE_OFF;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
