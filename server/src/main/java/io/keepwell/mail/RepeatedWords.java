package io.keepwell.mail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds what a message repeats of earlier ones, word by word and in runs of four at least, so that what somebody wrote
/// into our lines is never taken for ours.
final class RepeatedWords {

    private static final int RUN = 4;
    private static final int MOST_EARLIER = 2_000_000;

    private RepeatedWords() {}

    /// The lines of which every word lies in a run of words that an earlier message has too. A quote shorter
    /// than a run must be a whole earlier message, see `longEnough`.
    static BitSet known(List<List<String>> lines, List<String> earlier) {
        var runs = runs(earlier);
        var all = new ArrayList<String>();
        lines.forEach(all::addAll);
        var covered = new BitSet(all.size());
        for (int i = 0; i + RUN <= all.size(); i++) {
            if (runs.contains(hash(all, i, RUN))) {
                covered.set(i, i + RUN);
            }
        }
        var whole = wholeMessages(earlier);
        var known = new BitSet(lines.size());
        int at = 0;
        for (int i = 0; i < lines.size(); i++) {
            int end = at + lines.get(i).size();
            known.set(i, covered.nextClearBit(at) >= end || whole.contains(lines.get(i)));
            at = end;
        }
        return known;
    }

    static boolean longEnough(List<List<String>> lines, int from, List<String> earlier) {
        var hidden =
                lines.subList(from, lines.size()).stream().flatMap(List::stream).toList();
        return hidden.size() >= RUN
                || (!hidden.isEmpty() && wholeMessages(earlier).contains(hidden));
    }

    private static Set<List<String>> wholeMessages(List<String> earlier) {
        var whole = new HashSet<List<String>>();
        for (String message : earlier) {
            if (message.length() < 100) {
                whole.add(words(message));
            }
        }
        whole.remove(List.<String>of());
        whole.removeIf(words -> words.size() >= RUN);
        return whole;
    }

    private static Set<Long> runs(List<String> earlier) {
        var runs = new HashSet<Long>();
        int left = MOST_EARLIER;
        for (String message : earlier) {
            var words = words(message.substring(0, Math.min(message.length(), left)));
            left -= Math.min(message.length(), left);
            for (int i = 0; i + RUN <= words.size(); i++) {
                runs.add(hash(words, i, RUN));
            }
        }
        return runs;
    }

    private static long hash(List<String> words, int from, int count) {
        long hash = 1_125_899_906_842_597L;
        for (String word : words.subList(from, from + count)) {
            for (int i = 0; i < word.length(); i++) {
                hash = 31 * hash + word.charAt(i);
            }
            hash = 31 * hash + ' ';
        }
        return hash;
    }

    /// Words in lower case; in scripts that write without blanks every character is one.
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean letter = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
            boolean single = c >= '\u2e80' && !Character.isSurrogate(c);
            if ((!letter || single) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (letter && single) {
                words.add(String.valueOf(c));
            } else if (letter) {
                word.append(Character.toLowerCase(c));
            }
        }
        return words;
    }
}
