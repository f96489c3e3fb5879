package io.keepwell.conversations;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of a letter, apart from earlier letters quoted under them. Nothing is thrown away: the quoted part is only
/// folded, and only where it plainly repeats what stands in the conversation already (Q1, Q2).
///
/// @param words  what is new
/// @param quoted what is repeated below it, or null
record QuotedText(String words, @Nullable String quoted) {

    private static final Pattern INTRODUCTION =
            Pattern.compile("(?iu).{0,200}\\b(wrote|schrieb|écrit|escribió|ha scritto|schreef)\\b.{0,120}:\\s*");
    private static final Pattern OPENING = Pattern.compile("(?iu)(on|am|le|el|il|op)\\b.*");
    private static final int WINDOW = 4;
    private static final int WINDOWS_LOOKED_AT = 200;

    /// Splits a letter.
    ///
    /// @param text    the whole letter
    /// @param earlier the public letters before it; none for the first, which is never folded (Q4)
    static QuotedText split(String text, List<String> earlier) {
        var whole = new QuotedText(text, null);
        var lines = text.lines().toList();
        int start = lines.size();
        boolean found = false;
        while (start > 0
                && (lines.get(start - 1).isBlank() || lines.get(start - 1).startsWith(">"))) {
            start--;
            found |= lines.get(start).startsWith(">");
        }
        if (!found || earlier.isEmpty()) {
            return whole;
        }
        var quoted = String.join("\n", lines.subList(start, lines.size()));
        if (!repeats(quoted, earlier)) {
            return whole;
        }
        start = beforeIntroduction(lines, start);
        var words = String.join("\n", lines.subList(0, start)).stripTrailing();
        return words.isBlank()
                ? whole
                : new QuotedText(
                        words,
                        String.join("\n", lines.subList(start, lines.size())).strip());
    }

    // "On Sunday Ana wrote:" may be broken over up to three lines
    private static int beforeIntroduction(List<String> lines, int start) {
        int last = start;
        while (last > 0 && lines.get(last - 1).isBlank()) {
            last--;
        }
        int found = start;
        for (int taken = 1; taken <= 3 && last - taken >= 0; taken++) {
            var joined = String.join(" ", lines.subList(last - taken, last));
            if (!INTRODUCTION.matcher(joined).matches()
                    || lines.get(last - taken).isBlank()) {
                break;
            }
            if (OPENING.matcher(joined).matches()) {
                return last - taken;
            }
            found = found == start ? last - taken : found;
        }
        return found;
    }

    // Clients break quoted lines anew, so runs of words are compared, not lines.
    private static boolean repeats(String quoted, List<String> earlier) {
        var words = words(quoted).toArray(String[]::new);
        if (words.length == 0) {
            return true;
        }
        var known = earlier.stream()
                .map(text -> " " + String.join(" ", words(text).toList()) + " ")
                .toList();
        int width = Math.min(WINDOW, words.length);
        int looked = 0;
        int met = 0;
        for (int i = 0; i + width <= words.length && looked < WINDOWS_LOOKED_AT; i += width) {
            var run = " " + String.join(" ", List.of(words).subList(i, i + width)) + " ";
            looked++;
            if (known.stream().anyMatch(text -> text.contains(run))) {
                met++;
            }
        }
        return met * 10 >= looked * 6;
    }

    private static Stream<String> words(String text) {
        return Pattern.compile("[\\s>]+").splitAsStream(text).filter(word -> !word.isEmpty());
    }
}
