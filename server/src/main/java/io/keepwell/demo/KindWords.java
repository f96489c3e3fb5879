package io.keepwell.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words by which a letter shows what it is.
final class KindWords {

    private static final Map<String, List<String>> WORDS = Map.of(
            "complaint",
            List.of(
                    "disappointing",
                    "frustrating",
                    "annoyed",
                    "third time",
                    "wrong",
                    "does not work",
                    "fails",
                    "again",
                    "error",
                    "twice",
                    "enttäuschend",
                    "ärgerlich",
                    "weißer Bildschirm",
                    "Fehler",
                    "kommt nichts",
                    "steht seit"),
            "praise",
            List.of("thank you", "thanks to", "saved our", "wonderful", "danke", "Lob"),
            "request",
            List.of("please", "would like", "cancel", "kündige", "could the", "bitte"),
            "question",
            List.of("can I", "which of", "how do", "is there", "how much"));

    private KindWords() {}

    /// Those of the words of this kind that stand in the text, at most three; null where there are none.
    static @Nullable List<String> in(String kind, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var found = WORDS.getOrDefault(kind, List.of()).stream()
                .filter(word -> lower.contains(word.toLowerCase(Locale.ROOT)))
                .limit(3)
                .toList();
        return found.isEmpty() ? null : found;
    }
}
