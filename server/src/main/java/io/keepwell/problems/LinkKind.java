package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How a conversation has to do with a problem. Only what it caused is changed with it (3.7.12).
public enum LinkKind {
    CAUSED_BY,
    RELATED;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
