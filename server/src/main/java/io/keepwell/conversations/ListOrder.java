package io.keepwell.conversations;

import java.util.Arrays;
import java.util.Locale;

/// In which order a list stands. Each is a column and the id, so that the list can go on after any row.
enum ListOrder {
    /// What was said last comes first.
    NEWEST("last_message_at", true),
    /// What has rested longest comes first.
    OLDEST("last_message_at", false),
    /// Who has waited longest comes first.
    WAITING("waiting_since", false),
    /// What is due first comes first.
    DUE("due_at", false),
    /// What returns first comes first.
    RETURN("snoozed_until", false),
    /// What was called spam last comes first.
    MARKED("spam_at", true);

    final String column;
    final boolean descending;

    ListOrder(String column, boolean descending) {
        this.column = column;
        this.descending = descending;
    }

    /// The order of that word, the newest first where there is none.
    static ListOrder of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst()
                .orElse(NEWEST);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String sql() {
        return descending ? "c." + column + " desc, c.id desc" : "c." + column + ", c.id";
    }

    /// What comes after `:afterAt`, `:afterId`; rows without a time stand at the end.
    String after() {
        return descending
                ? "(c." + column + ", c.id) < (:afterAt, :afterId)"
                : "(c." + column + ", c.id) > (:afterAt, :afterId)";
    }
}
