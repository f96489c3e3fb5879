package io.keepwell.conversations.tone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A word of a letter.
///
/// @param form   in lower case, with a plain apostrophe
/// @param start  where it begins in the text
/// @param end    where it ends
/// @param clause number of the clause it stands in: words of different clauses have nothing to do with each other
/// @param shouted whether it is in capitals
record Word(String form, int start, int end, int clause, boolean shouted) {

    private static final int LONGEST = 60;
    private static final String ENDS_CLAUSE = ".,;:!?()[]\"“”„«»¿¡–—。、，！？";

    /// The words of a text in one pass. Lines that are quoted are left out.
    static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        int clause = 0;
        int i = 0;
        boolean lineStart = true;
        int breaks = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n') {
                lineStart = true;
                // an empty line ends a thought, a wrapped one does not
                if (++breaks > 1) {
                    clause++;
                }
                i++;
                continue;
            }
            if (lineStart && c == '>') {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
                clause++;
                continue;
            }
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                int start = i;
                i = end(text, i);
                if (i - start <= LONGEST) {
                    var raw = text.substring(start, i);
                    words.add(new Word(plain(raw), start, i, clause, isShouted(raw)));
                } else {
                    clause++;
                }
                lineStart = false;
                breaks = 0;
                continue;
            }
            if (!Character.isWhitespace(c)) {
                lineStart = false;
                breaks = 0;
                if (ENDS_CLAUSE.indexOf(c) >= 0) {
                    clause++;
                }
            }
            i++;
        }
        return words;
    }

    /// A word as it is compared.
    static String plain(String raw) {
        return raw.replace('’', '\'').replace('‘', '\'').toLowerCase(Locale.ROOT);
    }

    // Apostrophes and hyphens belong to a word where a letter follows: don't, double-charged, l'argent.
    private static int end(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean inner = (c == '\'' || c == '’' || c == '‘' || c == '-')
                    && i + 1 < text.length()
                    && Character.isLetterOrDigit(text.charAt(i + 1));
            if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c) && !inner) {
                break;
            }
            i++;
        }
        return i;
    }

    private static boolean isShouted(String raw) {
        int letters = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (Character.isLowerCase(c) || Character.isDigit(c)) {
                return false;
            }
            if (Character.isUpperCase(c)) {
                letters++;
            }
        }
        return letters >= 1;
    }
}
