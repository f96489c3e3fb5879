package io.keepwell.conversations.tone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.conversations.tone.Lexicon.Phrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The words Keepwell brings, from `words/tone_<language>.txt`. All languages count at once: people mix
/// them, and a word that is none in another language does no harm there.
public final class WordFiles {

    /// The languages there are words in; in French and Spanish the commonest only.
    public static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

    private static final Map<String, List<Phrase>> PHRASES = new LinkedHashMap<>();
    private static final Map<String, List<String>> PARTICLES = new LinkedHashMap<>();

    static {
        LANGUAGES.forEach(WordFiles::load);
    }

    private WordFiles() {}

    /// The phrases of a language.
    public static List<Phrase> phrases(String language) {
        return PHRASES.getOrDefault(language, List.of());
    }

    /// All words Keepwell brings.
    public static Lexicon lexicon() {
        return lexicon(List.of(), List.of());
    }

    /// The words Keepwell brings, with those of the team and without those it does not want.
    public static Lexicon lexicon(List<Phrase> added, List<Phrase> removed) {
        var all = new ArrayList<Phrase>();
        PHRASES.values().forEach(all::addAll);
        var kept = new ArrayList<>(Lexicon.without(all, removed));
        kept.addAll(added);
        return new Lexicon(
                kept,
                PARTICLES.getOrDefault("before", List.of()),
                PARTICLES.getOrDefault("after", List.of()),
                PARTICLES.getOrDefault("joint", List.of()),
                PARTICLES.getOrDefault("only", List.of()));
    }

    // "[anger]" begins a signal, "[before]" and the like particles; a plus marks what speaks by itself.
    private static void load(String language) {
        var phrases = new ArrayList<Phrase>();
        var section = "";
        for (var line : lines("/words/tone_" + language + ".txt")) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
                continue;
            }
            var signal = Signal.of(section);
            if (signal.isEmpty()) {
                var particles = PARTICLES.computeIfAbsent(section, key -> new ArrayList<>());
                particles.addAll(List.of(line.split("\\s+")));
                continue;
            }
            boolean strong = line.startsWith("+ ");
            phrases.add(new Phrase(signal.get(), strong ? line.substring(2) : line, strong));
        }
        PHRASES.put(language, List.copyOf(phrases));
    }

    private static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(WordFiles.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
