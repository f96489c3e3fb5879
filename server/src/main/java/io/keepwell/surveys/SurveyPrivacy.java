package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What is kept of who answers (3.4). Fixed before the first answer.
public enum SurveyPrivacy {
    /// Who said what is known, and they can be followed up.
    IDENTIFIED,
    /// Who said what is kept encrypted and read by one named person; groups below five are not shown.
    CONFIDENTIAL,
    /// Nothing is kept that leads to a person.
    ANONYMOUS;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
