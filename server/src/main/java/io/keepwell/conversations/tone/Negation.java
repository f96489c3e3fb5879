package io.keepwell.conversations.tone;

import java.util.List;

/// Whether what was found is denied: "not angry", "kein Problem", "ich kündige nicht".
final class Negation {

    private static final int BEFORE = 3;
    private static final int AFTER = 2;

    private Negation() {}

    /// A phrase with a negation of its own ("not happy") means what it says; "again" and "still" cannot be denied by
    /// what stands around them, for "again not" and "still nothing" are what they are about.
    static boolean of(List<Word> words, int first, Lexicon.Match match, Lexicon lexicon) {
        if (match.denies() || match.signal() == Signal.REPEAT) {
            return false;
        }
        int clause = words.get(first).clause();
        for (int i = first - 1; i >= Math.max(0, first - BEFORE); i--) {
            var word = words.get(i);
            if (word.clause() != clause || lexicon.joins(word.form())) {
                break;
            }
            if (lexicon.negates(word.form())) {
                return !lexicon.takesBack(words.get(i + 1).form());
            }
        }
        for (int i = match.last() + 1; i <= Math.min(words.size() - 1, match.last() + AFTER); i++) {
            var word = words.get(i);
            if (word.clause() != clause || lexicon.joins(word.form())) {
                break;
            }
            if (lexicon.negatesBackwards(word.form())) {
                return i + 1 >= words.size()
                        || !lexicon.takesBack(words.get(i + 1).form());
            }
        }
        return false;
    }
}
