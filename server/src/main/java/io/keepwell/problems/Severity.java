package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a problem does to somebody it hits (3.9.1).
public enum Severity {
    ANNOYANCE(0.25),
    SLOWS(0.5),
    BLOCKS_TASK(0.75),
    /// What they are customers for, or their safety.
    BLOCKS_PURPOSE(1);

    private final double weight;

    Severity(double weight) {
        this.weight = weight;
    }

    /// The factor s of the impact, above 0, at most 1.
    public double weight() {
        return weight;
    }

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
