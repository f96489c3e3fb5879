package io.keepwell.surveys.scores;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a score is broken down by.
public enum Cut {
    WAVE("a.wave_id::text"),
    MONTH("to_char(a.day, 'YYYY-MM')"),
    /// Who is credited, as of sending (3.2.10).
    AGENT("a.agent_id::text"),
    TEAM("a.team_id::text"),
    LANGUAGE("a.language"),
    /// Customers for more than a year against newer ones (capability 36).
    TENURE("case when a.day - cast(c.first_seen_at as date) > 365 then 'longer' else 'newer' end");

    private final String key;

    Cut(String key) {
        this.key = key;
    }

    /// The expression of its key, over `survey_answer a` and `customer c`.
    String key() {
        return key;
    }

    /// Whether it needs to be known who answered.
    boolean needsPerson() {
        return this == TENURE;
    }

    /// Its word in the API and in addresses.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
