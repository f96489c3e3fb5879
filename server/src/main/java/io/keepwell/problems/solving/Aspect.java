package io.keepwell.problems.solving;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What people judge the handling of a complaint by (3.11).
enum Aspect {
    /// It was put right, or made good.
    OUTCOME,
    /// They were treated with respect, and somebody explained.
    INTERACTION,
    /// It was fast and simple, and they had their say.
    PROCEDURE;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
