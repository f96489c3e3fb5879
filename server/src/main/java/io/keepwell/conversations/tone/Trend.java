package io.keepwell.conversations.tone;

import java.util.List;

/// How a thread goes: whether the latest letter is harder or milder than those before it.
public enum Trend {
    /// Nothing to compare, or nothing to be heard.
    NONE,
    CALMER,
    STEADY,
    SHARPER;

    /// Compares the last letter with the mean of those before.
    ///
    /// @param letters tones of the customer's letters, oldest first
    public static Trend of(List<Tone> letters) {
        if (letters.size() < 2) {
            return NONE;
        }
        double before = letters.subList(0, letters.size() - 1).stream()
                .mapToInt(Tone::weight)
                .average()
                .orElse(0);
        int now = letters.getLast().weight();
        if (before == 0 && now == 0) {
            return NONE;
        }
        // within one shade it is the same
        if (Math.abs(now - before) < 1) {
            return STEADY;
        }
        return now > before ? SHARPER : CALMER;
    }
}
