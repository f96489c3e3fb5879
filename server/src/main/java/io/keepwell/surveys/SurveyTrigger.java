package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a survey follows by itself.
public enum SurveyTrigger {
    /// A conversation was solved (C1).
    SOLVED,
    /// Somebody was told that a problem is fixed.
    FIXED,
    /// Every so many days.
    CALENDAR;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
