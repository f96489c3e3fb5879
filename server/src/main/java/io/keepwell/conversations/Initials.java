package io.keepwell.conversations;

import java.util.regex.Pattern;

/// The letters that stand in the circle beside a name.
final class Initials {

    private static final Pattern BETWEEN = Pattern.compile("[\\s@]+");

    private Initials() {}

    /// First letters of the first and the last word of a name or address, in capitals; `?` for none.
    static String of(String name) {
        var words = BETWEEN.split(name.strip());
        var first = letter(words[0]);
        var last = words.length == 1 || name.contains("@") ? "" : letter(words[words.length - 1]);
        return first.isEmpty() ? "?" : first + last;
    }

    private static String letter(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .map(Character::toUpperCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
