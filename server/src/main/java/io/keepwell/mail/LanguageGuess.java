package io.keepwell.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Guesses the language of a mail by its small words. Says nothing rather than something wrong: an
/// acknowledgement in the house's own language is better than one in a third.
public final class LanguageGuess {

    private static final int LOOKED_AT = 5_000;
    private static final int FEWEST_WORDS = 3;

    /// Languages we know the small words of, also those we do not write: so that French is not taken for
    /// English.
    private static final Map<String, Set<String>> SMALL_WORDS = read(List.of("en", "de", "fr", "es", "it", "nl", "pt"));

    private LanguageGuess() {}

    /// The language of a text among those we can answer in.
    ///
    /// @param text what was written; quoted lines do not count
    /// @param hints what Content-Language says; counts where the words do not speak for themselves
    /// @param offered the languages to choose from
    /// @return empty when the text is too short, mixed, or in another language
    public static Optional<Locale> of(String text, List<String> hints, Collection<Locale> offered) {
        var counts = counts(text);
        String best = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        int most = counts.getOrDefault(best, 0);
        int next = counts.entrySet().stream()
                .filter(count -> !count.getKey().equals(best))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
        if (most >= FEWEST_WORDS && most >= 2 * next) {
            return offered(best, offered);
        }
        // A mail program writes its own language into the header, not the writer's: only a word without strength of its
        // own.
        return hints.stream()
                .flatMap(hint -> offered(Locale.forLanguageTag(hint).getLanguage(), offered).stream())
                .findFirst();
    }

    private static Optional<Locale> offered(String language, Collection<Locale> offered) {
        return offered.stream()
                .filter(locale -> locale.getLanguage().equals(language))
                .findFirst();
    }

    private static Map<String, Integer> counts(String text) {
        var counts = new TreeMap<String, Integer>();
        text.substring(0, Math.min(text.length(), LOOKED_AT))
                .lines()
                .filter(line -> !line.startsWith(">"))
                .flatMap(line ->
                        List.of(line.toLowerCase(Locale.ROOT).replace('’', '\'').split("[^\\p{L}']+")).stream())
                .forEach(word -> SMALL_WORDS.forEach((language, words) -> {
                    if (words.contains(word)) {
                        counts.merge(language, 1, Integer::sum);
                    }
                }));
        return counts;
    }

    private static Map<String, Set<String>> read(List<String> languages) {
        var words = new HashMap<String, Set<String>>();
        for (String language : languages) {
            String name = "/words/language_" + language + ".txt";
            try (var in = Objects.requireNonNull(LanguageGuess.class.getResourceAsStream(name), name)) {
                words.put(
                        language,
                        new HashSet<>(List.of(
                                new String(in.readAllBytes(), UTF_8).strip().split("\\s+"))));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return Map.copyOf(words);
    }
}
