package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// Whether a survey asks.
public enum SurveyState {
    DRAFT,
    ACTIVE,
    PAUSED,
    ENDED;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
