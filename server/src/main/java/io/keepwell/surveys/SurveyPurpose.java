package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a survey asks about. The two are never mixed in one figure (3.1.14).
public enum SurveyPurpose {
    /// Everything between the person and us, asked on a calendar.
    RELATIONSHIP,
    /// What has just happened, asked after it.
    TRANSACTIONAL;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
