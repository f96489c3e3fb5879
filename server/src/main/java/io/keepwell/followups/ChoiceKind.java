package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a choice is chosen for.
enum ChoiceKind {
    /// Why the desired outcome was not reached.
    REASON,
    /// At which step of the journey.
    STEP;

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
