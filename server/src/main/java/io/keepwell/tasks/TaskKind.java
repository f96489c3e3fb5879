package io.keepwell.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is owed.
public enum TaskKind {
    /// An answer by a time.
    ANSWER,
    /// A call at a time.
    CALL,
    /// A word when something is fixed, whenever that is.
    FIXED,
    /// Something else, as its words say.
    OTHER,
    /// Not our word but the customer's need: until when they must have it.
    DEADLINE;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of a word; empty where there is none of it.
    public static Optional<TaskKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
