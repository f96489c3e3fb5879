package io.keepwell.portal;

import io.keepwell.shared.Words;

/// What customers do on their pages.
enum PortalDeed {
    /// Was there, as a person.
    VISITED(false),
    /// Changed what we tell them, or the language: helped themselves.
    CHOSE(true),
    /// Took something back that is no longer needed: helped themselves.
    NOT_NEEDED(true),
    /// Wrote in a conversation.
    WROTE(false),
    /// Began one.
    BEGAN(false),
    /// Asked for a person.
    ASKED_FOR_A_PERSON(false);

    private final boolean selfServed;

    PortalDeed(boolean selfServed) {
        this.selfServed = selfServed;
    }

    /// Whether nobody had to help (9).
    boolean selfServed() {
        return selfServed;
    }

    String word() {
        return Words.of(this);
    }
}
