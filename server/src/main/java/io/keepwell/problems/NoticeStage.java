package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a notice says.
public enum NoticeStage {
    /// We know, and work on it.
    KNOWN,
    /// It lasts; this is how far we are.
    UPDATE,
    /// It is fixed.
    FIXED,
    /// We said that it was fixed, and it has come back (3.7.9).
    CORRECTION;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
