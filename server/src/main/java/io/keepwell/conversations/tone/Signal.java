package io.keepwell.conversations.tone;

import java.util.Locale;
import java.util.Optional;

/// What a letter can sound of. Four signals and never one number: each means something else for whoever answers.
public enum Signal {
    /// Anger in the words.
    ANGER,
    /// It happened before: again, still, for the third time.
    REPEAT,
    /// They speak of leaving: cancelling, money back, a competitor.
    LEAVING,
    /// It is urgent, or there is a deadline.
    URGENCY;

    /// The word of the database, the API and the texts.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The signal of a word.
    public static Optional<Signal> of(String word) {
        for (var signal : values()) {
            if (signal.word().equals(word)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }
}
