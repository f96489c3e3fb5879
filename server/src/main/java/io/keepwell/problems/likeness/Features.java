package io.keepwell.problems.likeness;

import io.keepwell.problems.likeness.Wording.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a text is compared by: words with pairs of words, and character n-grams, which forgive typing errors.
///
/// @param words stems (`w:`) and unordered pairs of stems that stand near each other (`p:`)
/// @param grams character n-grams over the whole text, across the ends of words, `_` for the gaps
record Features(List<String> words, List<String> grams) {

    private static final int SHORTEST_GRAM = 2;
    private static final int LONGEST_GRAM = 4;

    /// How far apart two words may be to make a pair.
    private static final int REACH = 12;

    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");

    static Features of(Complaint complaint) {
        return of(complaint.words(), Wording.of(complaint.words(), complaint.language()));
    }

    static Features of(String text, List<Word> wording) {
        return new Features(words(wording.stream().map(Word::stem).toList()), grams(text));
    }

    private static List<String> words(List<String> stems) {
        var words = new ArrayList<String>();
        stems.forEach(stem -> words.add("w:" + stem));
        var seen = new HashSet<String>();
        for (int i = 0; i < stems.size(); i++) {
            for (int j = i + 1; j < stems.size() && j <= i + REACH; j++) {
                var one = stems.get(i);
                var other = stems.get(j);
                int order = one.compareTo(other);
                var pair = order < 0 ? "p:" + one + " " + other : "p:" + other + " " + one;
                if (order != 0 && seen.add(pair)) {
                    words.add(pair);
                }
            }
        }
        return words;
    }

    static List<String> grams(String text) {
        var line = "_" + GAP.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("_") + "_";
        var joined = line.replaceAll("__+", "_");
        var grams = new ArrayList<String>();
        for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
            for (int from = 0; from + length <= joined.length(); from++) {
                grams.add(joined.substring(from, from + length));
            }
        }
        return grams;
    }
}
