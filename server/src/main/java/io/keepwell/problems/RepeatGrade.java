package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How bad it is that something went wrong again (3.8.3), the least first.
public enum RepeatGrade {
    /// Another person of the account, or another problem of the same part of the product.
    AMBER,
    /// The same person and the same problem.
    RED,
    /// The same, and the first time was handled badly too.
    DARK_RED;

    /// Whether it calls for a senior person (3.8.6).
    public boolean alarming() {
        return this != AMBER;
    }

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
