package io.keepwell.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How much it presses.
public enum Priority {
    /// When there is time.
    LOW,
    /// In its turn.
    NORMAL,
    /// Soon.
    HIGH,
    /// Now.
    URGENT;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
