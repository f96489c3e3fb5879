package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// How we know that somebody was hit, the strongest first (3.7.1).
public enum ExposureSource {
    /// They said so.
    REPORTED(1),
    /// It was seen in what they did.
    OBSERVED(0.9),
    /// Somebody of the team says so.
    MANUAL(0.8),
    /// A rule says so by what they have in common.
    INFERRED(0.3);

    private final double confidence;

    ExposureSource(double confidence) {
        this.confidence = confidence;
    }

    /// The factor c of the impact, above 0, at most 1 (3.9.1).
    public double confidence() {
        return confidence;
    }

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
