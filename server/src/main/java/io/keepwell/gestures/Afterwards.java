package io.keepwell.gestures;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What customers did after a gesture, as far as letters tell it. Whether they stayed is not known here.
enum Afterwards {
    /// It was given long enough ago to say what they did since.
    LONG_AGO("true"),
    /// They began another conversation.
    WROTE("exists (select 1 from conversation c where " + Afterwards.LATER + ")"),
    /// They began another conversation that is a complaint.
    COMPLAINED("exists (select 1 from conversation c where c.kind = 'complaint' and " + Afterwards.LATER + ")");

    /// How long after a gesture is looked at.
    static final int DAYS = 90;

    private static final String LATER = """
            c.customer_id = g.customer_id
            and c.spam_at is null
            and not c.automatic
            and c.created_at > g.at
            and c.created_at <= g.at + make_interval(days => :days)
            """;

    private final String condition;

    Afterwards(String condition) {
        this.condition = condition;
    }

    @JsonValue
    String word() {
        return Words.of(this);
    }

    /// Only what was given so long ago that the whole time is over is looked at: whoever has had less of it could not
    /// have written as often.
    String condition() {
        return "g.state = 'given' and g.at <= :now - make_interval(days => :days) and " + condition;
    }
}
