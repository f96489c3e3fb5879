package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How somebody tried.
enum AttemptChannel {
    PHONE,
    EMAIL,
    MESSENGER,
    MEETING,
    LETTER;

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
