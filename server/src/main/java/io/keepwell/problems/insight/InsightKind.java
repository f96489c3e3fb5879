package io.keepwell.problems.insight;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a sentence of a customer says.
enum InsightKind {
    /// What they would like to be able to do.
    NEED,
    /// What hurts them.
    PAIN_POINT;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
