package io.keepwell.status;

import io.keepwell.shared.Words;

/// What is told of an incident or a maintenance (3.10.4). To edit a typo is none of them.
public enum PostKind {
    PUBLISHED,
    UPDATE,
    FIXED,
    REOPENED,
    CORRECTED,
    ANNOUNCED,
    MOVED,
    REMINDER,
    STARTED,
    FINISHED,
    CANCELLED;

    /// Whether it ends what was told before: then only those hear of it who heard of the beginning (3.10.8).
    boolean ends() {
        return this == FIXED || this == FINISHED || this == CANCELLED;
    }

    /// Its word in the database, the API and on the page.
    public String word() {
        return Words.of(this);
    }
}
