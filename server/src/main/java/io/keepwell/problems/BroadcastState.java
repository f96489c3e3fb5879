package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How far a broadcast has come.
public enum BroadcastState {
    /// Its hold runs; it can be taken back whole.
    HELD,
    SENDING,
    /// A person has stopped it; it can go on.
    PAUSED,
    DONE,
    CANCELLED;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }

    /// Whether it leaves, or will.
    boolean running() {
        return this == HELD || this == SENDING;
    }

    boolean stopped() {
        return this == PAUSED;
    }
}
