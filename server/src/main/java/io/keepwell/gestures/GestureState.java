package io.keepwell.gestures;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What became of a gesture.
enum GestureState {
    /// Done, and counted.
    GIVEN,
    /// Above what whoever asks may give; somebody has yet to decide.
    WAITING,
    /// Somebody decided against it.
    DECLINED,
    /// Taken back by whoever noted it.
    UNDONE;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
