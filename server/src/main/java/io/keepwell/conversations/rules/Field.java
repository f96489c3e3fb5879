package io.keepwell.conversations.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the conditions of a rule look at.
enum Field {
    TEXT,
    SUBJECT,
    FROM,
    MAILBOX,
    LANGUAGE,
    KIND,
    PRIORITY,
    STATE,
    TAG,
    TEAM,
    ASSIGNEE,
    AUTOMATIC,
    WAITING,
    HOURS;

    private static final List<String> OF_WORDS = List.of("contains", "contains-not", "matches");
    private static final List<String> OF_VALUES = List.of("is", "is-not");

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /// Whether it holds what people wrote.
    boolean prose() {
        return this == TEXT || this == SUBJECT;
    }

    /// How it can be compared.
    List<String> comparisons() {
        return prose() ? OF_WORDS : OF_VALUES;
    }
}
