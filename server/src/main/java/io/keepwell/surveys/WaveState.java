package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How far a wave is.
public enum WaveState {
    /// It is being worked out who is asked.
    PLANNING,
    SENDING,
    DONE,
    CANCELLED;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
