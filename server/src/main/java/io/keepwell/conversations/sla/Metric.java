package io.keepwell.conversations.sla;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// What a clock measures.
public enum Metric {
    /// From when the customer first writes to the first answer of a person (S1).
    FIRST_RESPONSE("first-response"),
    /// From the oldest letter of the customer that nobody answered to the next answer, once there was a first (S2).
    NEXT_RESPONSE("next-response"),
    /// From when the customer first writes to solved (S3).
    RESOLUTION("resolution"),
    /// From one answer to the next, as long as it is not solved.
    PERIODIC_UPDATE("periodic-update");

    private final String word;

    Metric(String word) {
        this.word = word;
    }

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return word;
    }

    static Optional<Metric> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
