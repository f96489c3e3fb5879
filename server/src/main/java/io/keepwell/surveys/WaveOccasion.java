package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What made a wave.
public enum WaveOccasion {
    /// A person sent it.
    SENT,
    CALENDAR,
    SOLVED,
    FIXED,
    LINK,
    MESSENGER,
    /// Brought along from elsewhere.
    IMPORT;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
