package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How soon they are called (3.6.3), the least urgent first.
enum Urgency {
    NORMAL,
    /// Of the tenth of customers worth most.
    VALUABLE,
    /// The same went wrong for them again.
    REPEAT;

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
