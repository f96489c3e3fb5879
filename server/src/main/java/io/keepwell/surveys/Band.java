package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// Which way an answer points.
public enum Band {
    PROMOTER,
    PASSIVE,
    DETRACTOR;

    /// Its word in the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
