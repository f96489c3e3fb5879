package io.keepwell.conversations.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Puts together what PostgreSQL keeps of a text: a `tsvector` in its text form, with the place and the weight of every
/// word. Subjects weigh most (A), then names (B), file names (C) and the text itself (D).
final class SearchVector {

    /// Longer texts are found by their beginning.
    static final int LONGEST_TEXT = 100_000;

    // limits of the type tsvector
    private static final int LAST_POSITION = 16_383;
    private static final int MOST_POSITIONS = 200;
    private static final int LONGEST_WORD = 200;
    // fields lie apart, so that no phrase reaches over their border
    private static final int APART = 20;

    private final Map<String, StringJoiner> words = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int from = 1;

    /// Adds a field.
    ///
    /// @param weight   A to D
    /// @param language ISO 639 code of its language, null where it is in none
    void add(char weight, String text, @Nullable String language) {
        var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        int last = 0;
        for (var word : SearchWords.plain(cut)) {
            put(word, weight);
            last = Math.max(last, word.position());
        }
        for (var stem : SearchWords.stems(cut, language)) {
            put(stem, weight);
        }
        from = Math.min(LAST_POSITION, from + last + APART);
    }

    private void put(SearchWords.Word word, char weight) {
        if (word.term().length() > LONGEST_WORD || counts.merge(word.term(), 1, Integer::sum) > MOST_POSITIONS) {
            return;
        }
        words.computeIfAbsent(word.term(), term -> new StringJoiner(","))
                .add(Math.min(LAST_POSITION, from + word.position()) + (weight == 'D' ? "" : String.valueOf(weight)));
    }

    /// As PostgreSQL reads it.
    @Override
    public String toString() {
        var vector = new StringBuilder();
        words.forEach((term, places) ->
                vector.append(quoted(term)).append(':').append(places).append(' '));
        return vector.toString();
    }

    /// A word between quotes, in a tsvector or a tsquery.
    static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
