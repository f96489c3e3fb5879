package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// Whether an answer counts.
public enum AnswerState {
    COUNTED,
    /// A later one of the same person took its place (3.5.3).
    SUPERSEDED,
    /// A person of the team found it to be a test or of the wrong person.
    INVALID;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
