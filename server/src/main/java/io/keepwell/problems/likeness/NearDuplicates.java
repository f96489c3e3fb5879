package io.keepwell.problems.likeness;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether two texts are one that was sent twice.
///
/// Their likeness is the Jaccard index of their sets of shingles, `|A and B| / |A or B|`, where a shingle
/// is three words in a row (Broder 1997, "On the resemblance and containment of documents"). Exact, no
/// hashing: two texts at a time.
public final class NearDuplicates {

    /// From here on two texts are taken for the same.
    public static final double SAME = 0.8;

    private static final int WORDS = 3;
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private NearDuplicates() {}

    /// Whether two texts are the same but for little. Texts without a word are the same as nothing.
    public static boolean same(String one, String other) {
        return likeness(one, other) >= SAME;
    }

    /// The likeness of two texts, between 0 and 1, without regard to upper and lower case and to signs.
    public static double likeness(String one, String other) {
        var ones = shingles(one);
        var others = shingles(other);
        if (ones.isEmpty() || others.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(ones);
        common.retainAll(others);
        return (double) common.size() / (ones.size() + others.size() - common.size());
    }

    /// A text of fewer words is one shingle.
    private static Set<List<String>> shingles(String text) {
        var words = GAP.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        var shingles = new HashSet<List<String>>();
        if (!words.isEmpty() && words.size() < WORDS) {
            shingles.add(words);
        }
        for (int from = 0; from + WORDS <= words.size(); from++) {
            shingles.add(words.subList(from, from + WORDS));
        }
        return shingles;
    }
}
