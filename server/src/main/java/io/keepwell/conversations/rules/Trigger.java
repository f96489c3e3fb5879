package io.keepwell.conversations.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What rules wait for.
enum Trigger {
    OPENED,
    WROTE,
    REPLIED,
    STATE,
    PRIORITY,
    KIND,
    ASSIGNEE,
    TEAM,
    TAGS,
    IDLE,
    WARNED,
    BREACHED,
    PROMISE_SOON,
    PROMISE_DUE;

    /// The word as it stands in the database and in the API.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Trigger> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /// The trigger that a change of a field is; empty where rules do not wait for it.
    static Optional<Trigger> ofField(String field) {
        return of(field).filter(Trigger::change);
    }

    /// Whether a field of the conversation changed.
    boolean change() {
        return switch (this) {
            case STATE, PRIORITY, KIND, ASSIGNEE, TEAM, TAGS -> true;
            default -> false;
        };
    }
}
