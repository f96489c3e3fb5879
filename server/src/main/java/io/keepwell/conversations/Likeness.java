package io.keepwell.conversations;

import java.text.Normalizer;
import java.util.Locale;

/// How well what somebody types fits a name, for lists that are searched while one types.
final class Likeness {

    private Likeness() {}

    /// @return 0 where it does not fit; the more, the better: a beginning before the beginning of a word, before
    ///     anything within, before letters in their order
    static int of(String typed, String name) {
        var wanted = folded(typed);
        var there = folded(name);
        if (wanted.isEmpty()) {
            return 1;
        }
        if (there.startsWith(wanted)) {
            return 1000;
        }
        int at = there.indexOf(wanted);
        if (at > 0) {
            return Character.isLetterOrDigit(there.charAt(at - 1)) ? 600 : 800;
        }
        return inOrder(wanted.replace(" ", ""), there);
    }

    private static int inOrder(String wanted, String there) {
        int from = 0;
        int gaps = 0;
        for (int i = 0; i < wanted.length(); i++) {
            int at = there.indexOf(wanted.charAt(i), from);
            if (at < 0) {
                return 0;
            }
            gaps += at - from;
            from = at + 1;
        }
        return Math.max(1, 400 - 10 * gaps);
    }

    // Case and accents do not count.
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
