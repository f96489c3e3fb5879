package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How a survey reaches people.
public enum SurveyChannel {
    EMAIL,
    /// In the company's own application. Not shown there yet: a survey with it is refused.
    MESSENGER,
    /// By an address that is put anywhere.
    LINK;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
