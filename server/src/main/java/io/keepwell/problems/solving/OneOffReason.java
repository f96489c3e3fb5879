package io.keepwell.problems.solving;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// Why a complaint has no cause that could happen again.
enum OneOffReason {
    /// Somebody of us handled it badly, this once.
    HANDLING,
    /// It works; it was understood otherwise.
    MISUNDERSTANDING,
    /// It came from somebody else, and is over.
    OUTSIDE,
    /// It happened once and could not be found again.
    CHANCE;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
