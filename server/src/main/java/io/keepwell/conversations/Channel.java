package io.keepwell.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How a conversation came about.
public enum Channel {
    /// By mail.
    EMAIL,
    /// By the API.
    API,
    /// In the app.
    MESSENGER;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
