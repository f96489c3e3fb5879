package io.keepwell.conversations.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What rules can do.
enum DeedKind {
    ASSIGN,
    TEAM,
    ROUTE,
    PRIORITY,
    KIND,
    TAG,
    UNTAG,
    STATE,
    NOTE,
    MENTION,
    REPLY,
    DRAFT,
    SNOOZE,
    SPAM;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DeedKind> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
