package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How far a problem has come (PR1).
public enum ProblemState {
    /// Somebody thinks that there is one.
    REPORTED,
    /// Product has seen it.
    CONFIRMED,
    /// It can be got around.
    WORKAROUND,
    /// Somebody works on the fix.
    IN_PROGRESS,
    /// What we changed is out.
    FIXED,
    /// The customers say that it works.
    VERIFIED,
    /// Nothing more is to be done.
    CLOSED;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }

    /// Whether it is thought to be fixed.
    public boolean over() {
        return compareTo(FIXED) >= 0;
    }
}
