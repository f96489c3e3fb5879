package io.keepwell.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What became of a promise.
public enum TaskState {
    /// Owed, and in time.
    OPEN,
    /// Done in time.
    KEPT,
    /// Its time passed. It stays owed until it has ended too.
    BROKEN,
    /// Not owed any more, although nobody did it.
    WITHDRAWN;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TaskState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
