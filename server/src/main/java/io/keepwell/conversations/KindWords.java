package io.keepwell.conversations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words that speak for one kind of conversation, from `words/<kind>_<language>.txt`. Those of all
/// languages are looked for at once: people mix them, and a word that is none in the other language does no
/// harm.
final class KindWords {

    /// What was found, as the customer wrote it, each word once.
    ///
    /// @param strong words that speak by themselves
    /// @param weak words that need company
    record Found(List<String> strong, List<String> weak) {

        boolean none() {
            return strong.isEmpty() && weak.isEmpty();
        }

        List<String> all() {
            return Stream.concat(strong.stream(), weak.stream()).toList();
        }
    }

    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final String STRONG_MARK = "+ ";
    private static final int WORDS_BEFORE = 3;
    private static final Set<String> NEGATIONS =
            lines("negation").flatMap(line -> Stream.of(line.split("\\s+"))).collect(Collectors.toSet());

    private final Pattern strong;
    private final Pattern weak;

    private KindWords(String kind) {
        var words = LANGUAGES.stream()
                .flatMap(language -> lines(kind + "_" + language))
                .toList();
        strong = pattern(words.stream()
                .filter(word -> word.startsWith(STRONG_MARK))
                .map(word -> word.substring(STRONG_MARK.length()))
                .toList());
        weak = pattern(
                words.stream().filter(word -> !word.startsWith(STRONG_MARK)).toList());
    }

    /// Reads the lists of a kind.
    static KindWords of(String kind) {
        return new KindWords(kind);
    }

    /// The words of this kind in a text. What is negated right before ("no problem", "nicht kaputt") does not
    /// count.
    Found in(String text) {
        String plain = text.replace('’', '\'');
        return new Found(found(strong, plain, text), found(weak, plain, text));
    }

    private static List<String> found(Pattern pattern, String plain, String text) {
        var found = new LinkedHashMap<String, String>();
        pattern.matcher(plain)
                .results()
                .filter(match -> !negated(plain, match.start()))
                .forEach(match -> {
                    String word = text.substring(match.start(), match.end()).replaceAll("\\s+", " ");
                    found.putIfAbsent(word.toLowerCase(Locale.ROOT), word);
                });
        return List.copyOf(found.values());
    }

    /// Whether one of the last words before, in the same clause, says no.
    private static boolean negated(String text, int at) {
        int end = at;
        for (int i = 0; i < WORDS_BEFORE; i++) {
            while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\n')) {
                end--;
            }
            int start = end;
            while (start > 0 && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '\'')) {
                start--;
            }
            if (start == end) {
                return false;
            }
            if (NEGATIONS.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
                return true;
            }
            end = start;
        }
        return false;
    }

    /// Longer phrases go first, and nothing in the pattern goes back over what it has read: time is linear.
    private static Pattern pattern(List<String> words) {
        String alternatives = words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(KindWords::expression)
                .collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + (alternatives.isEmpty() ? "(?!)" : alternatives) + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String expression(String phrase) {
        return Stream.of(phrase.split(" "))
                .map(word -> word.equals("..")
                        ? "(?:[\\p{L}\\p{N}'-]{1,30}\\s{1,3}){0,2}"
                        : Pattern.quote(word.replace("*", "")) + (word.endsWith("*") ? "[\\p{L}\\p{N}]*+" : ""))
                .collect(Collectors.joining("\\s{1,3}"))
                .replace("){0,2}\\s{1,3}", "){0,2}");
    }

    private static Stream<String> lines(String name) {
        String file = "/words/" + name + ".txt";
        try (var in = Objects.requireNonNull(KindWords.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList()
                            .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
