package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What came of it.
enum AttemptOutcome {
    /// They spoke, or wrote, with each other.
    REACHED,
    NO_ANSWER,
    /// A message is with them.
    LEFT_MESSAGE,
    WRONG_CONTACT,
    /// They asked for another time.
    LATER;

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
