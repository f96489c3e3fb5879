package io.keepwell.conversations.tone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words that count, as a tree of words: looking whether phrases begin at a word costs no more than the longest
/// phrase is long.
///
/// A phrase is words with blanks between them. `*` at the end of a word stands for any ending, `..` for up to two words
/// in between.
public final class Lexicon {

    /// A phrase that speaks for a signal.
    ///
    /// @param strong whether it speaks by itself
    public record Phrase(Signal signal, String words, boolean strong) {

        /// The same phrase, however it is written.
        String key() {
            return signal + " " + Word.plain(words.strip()).replaceAll("\\s+", " ");
        }
    }

    /// A phrase that was found.
    ///
    /// @param last   index of its last word
    /// @param denies whether it has a negation of its own: one before it does not turn it around
    record Match(Signal signal, boolean strong, int last, boolean denies) {}

    private static final int GAP = 2;
    private static final int LONGEST = 8;
    private static final String ANY = "..";

    /// A place in the tree: where each word, each beginning of a word, and a gap leads.
    private static final class Node {
        private final Map<String, Node> words = new HashMap<>();
        private final Map<String, Node> stems = new HashMap<>();
        private @Nullable Node gap;
        private final Map<Signal, Boolean> ends = new EnumMap<>(Signal.class);
        private boolean denies;
        private int longestStem;
    }

    private final Node root = new Node();
    private final Set<String> before;
    private final Set<String> after;
    private final Set<String> joints;
    private final Set<String> only;

    /// @param phrases words of all languages
    /// @param before  negations that stand before what they turn around: "not", "kein"
    /// @param after   negations that stand after a verb: "ich kündige nicht"
    /// @param joints  words that begin another clause without a comma: "and", "aber"
    /// @param only    words after a negation that take it back: "not only"
    public Lexicon(
            Collection<Phrase> phrases,
            Collection<String> before,
            Collection<String> after,
            Collection<String> joints,
            Collection<String> only) {
        this.before = Set.copyOf(before);
        this.after = Set.copyOf(after);
        this.joints = Set.copyOf(joints);
        this.only = Set.copyOf(only);
        phrases.forEach(this::add);
    }

    private void add(Phrase phrase) {
        var parts = Arrays.asList(Word.plain(phrase.words().strip()).split("\\s+"));
        if (parts.size() > LONGEST
                || parts.getFirst().isEmpty()
                || parts.getFirst().equals(ANY)
                || parts.getLast().equals(ANY)) {
            throw new IllegalArgumentException("no phrase: " + phrase.words());
        }
        var node = root;
        boolean denies = false;
        for (var part : parts) {
            denies |= before.contains(part);
            if (part.equals(ANY)) {
                if (node.gap == null) {
                    node.gap = new Node();
                }
                node = node.gap;
            } else if (part.endsWith("*")) {
                var stem = part.substring(0, part.length() - 1);
                if (stem.isEmpty()) {
                    throw new IllegalArgumentException("no phrase: " + phrase.words());
                }
                node.longestStem = Math.max(node.longestStem, stem.length());
                node = node.stems.computeIfAbsent(stem, key -> new Node());
            } else {
                node = node.words.computeIfAbsent(part, key -> new Node());
            }
        }
        node.ends.merge(phrase.signal(), phrase.strong(), Boolean::logicalOr);
        node.denies |= denies;
    }

    boolean negates(String word) {
        return before.contains(word);
    }

    boolean negatesBackwards(String word) {
        return after.contains(word);
    }

    boolean joins(String word) {
        return joints.contains(word);
    }

    boolean takesBack(String word) {
        return only.contains(word);
    }

    /// The longest phrase of each signal that begins at a word; a strong one before a weak one of the same length.
    List<Match> at(List<Word> words, int at) {
        var best = new EnumMap<Signal, Match>(Signal.class);
        walk(root, words, at, at, best);
        return best.isEmpty() ? List.of() : new ArrayList<>(best.values());
    }

    private void walk(Node node, List<Word> words, int first, int at, Map<Signal, Match> best) {
        if (at > first) {
            int last = at - 1;
            node.ends.forEach((signal, strong) -> {
                var known = best.get(signal);
                if (known == null || last > known.last() || (last == known.last() && strong)) {
                    best.put(signal, new Match(signal, strong, last, node.denies));
                }
            });
        }
        if (at >= words.size() || words.get(at).clause() != words.get(first).clause()) {
            return;
        }
        var form = words.get(at).form();
        var exact = node.words.get(form);
        if (exact != null) {
            walk(exact, words, first, at + 1, best);
        }
        if (!node.stems.isEmpty()) {
            int longest = Math.min(node.longestStem, form.length());
            for (int length = 1; length <= longest; length++) {
                var next = node.stems.get(form.substring(0, length));
                if (next != null) {
                    walk(next, words, first, at + 1, best);
                }
            }
        }
        if (node.gap != null) {
            int clause = words.get(first).clause();
            for (int skipped = 0; skipped <= GAP && at + skipped < words.size(); skipped++) {
                if (words.get(at + skipped).clause() != clause) {
                    break;
                }
                walkOn(node.gap, words, first, at + skipped, best);
            }
        }
    }

    // After a gap a word has to come: a phrase never ends in it.
    private void walkOn(Node node, List<Word> words, int first, int at, Map<Signal, Match> best) {
        var form = words.get(at).form();
        var exact = node.words.get(form);
        if (exact != null) {
            walk(exact, words, first, at + 1, best);
        }
        for (int length = 1; length <= Math.min(node.longestStem, form.length()); length++) {
            var next = node.stems.get(form.substring(0, length));
            if (next != null) {
                walk(next, words, first, at + 1, best);
            }
        }
    }

    /// All phrases but some.
    static List<Phrase> without(Collection<Phrase> phrases, Collection<Phrase> removed) {
        var keys = new HashSet<String>();
        removed.forEach(phrase -> keys.add(phrase.key()));
        return phrases.stream().filter(phrase -> !keys.contains(phrase.key())).toList();
    }
}
