package io.keepwell.tasks;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words of phrases about time that days and clocks share, in English and German.
final class PhraseWords {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            entry("a", 1),
            entry("an", 1),
            entry("one", 1),
            entry("two", 2),
            entry("three", 3),
            entry("four", 4),
            entry("five", 5),
            entry("six", 6),
            entry("seven", 7),
            entry("eight", 8),
            entry("nine", 9),
            entry("ten", 10),
            entry("eleven", 11),
            entry("twelve", 12),
            entry("a couple of", 2),
            entry("a few", 3),
            entry("ein", 1),
            entry("eins", 1),
            entry("eine", 1),
            entry("einer", 1),
            entry("einem", 1),
            entry("zwei", 2),
            entry("drei", 3),
            entry("vier", 4),
            entry("fünf", 5),
            entry("sechs", 6),
            entry("sieben", 7),
            entry("acht", 8),
            entry("neun", 9),
            entry("zehn", 10),
            entry("elf", 11),
            entry("zwölf", 12));

    /// Any number in a word, the longest first, for a pattern.
    static final String WORD_NUMBER =
            NUMBERS.keySet().stream().sorted((a, b) -> b.length() - a.length()).collect(Collectors.joining("|"));

    /// A number in a word that a clock can show.
    static final String HOUR_WORD =
            "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eins|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf";

    private PhraseWords() {}

    static int number(String word) {
        var lower = word.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        var named = NUMBERS.get(lower);
        return named == null ? Integer.parseInt(lower) : named;
    }

    static int digits(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    static Pattern pattern(String regex) {
        return Pattern.compile(regex, FLAGS);
    }
}
