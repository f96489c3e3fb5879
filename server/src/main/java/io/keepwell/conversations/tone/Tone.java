package io.keepwell.conversations.tone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a letter sounds, with the words that say so.
///
/// @param hits what was found, in the order of the text; none overlap within a signal
public record Tone(List<Hit> hits) {

    /// Words that caused a signal.
    ///
    /// @param signal of what they speak
    /// @param words  as the customer wrote them, on one line
    /// @param start  where they begin in the text
    /// @param end    where they end
    /// @param strong whether they speak by themselves
    public record Hit(Signal signal, String words, int start, int end, boolean strong) {}

    /// How clearly a signal is heard.
    public enum Level {
        NONE,
        /// One word that could mean little.
        SLIGHT,
        /// A word that speaks by itself, or two that need company.
        CLEAR
    }

    private static final int READ_AT_MOST = 60_000;
    private static final int SHOUTED_WORDS = 3;
    private static final int SHOUTED_LETTERS = 4;

    public Tone {
        hits = List.copyOf(hits);
    }

    /// Reads a letter, without what is quoted in it. Of very long ones the beginning speaks for the whole.
    ///
    /// @param text    what the customer wrote
    /// @param lexicon the words that count
    public static Tone of(String text, Lexicon lexicon) {
        var read = text.length() > READ_AT_MOST ? text.substring(0, READ_AT_MOST) : text;
        var words = Word.of(read);
        var hits = new ArrayList<Hit>();
        // a signal is not found twice in the same words
        var until = new EnumMap<Signal, Integer>(Signal.class);
        for (int i = 0; i < words.size(); i++) {
            for (var match : lexicon.at(words, i)) {
                boolean taken = until.getOrDefault(match.signal(), -1) >= i;
                if (!taken && !Negation.of(words, i, match, lexicon)) {
                    int start = words.get(i).start();
                    int end = words.get(match.last()).end();
                    hits.add(new Hit(
                            match.signal(),
                            read.substring(start, end).replaceAll("\\s+", " "),
                            start,
                            end,
                            match.strong()));
                    until.put(match.signal(), match.last());
                }
            }
        }
        shouting(read, words, hits);
        hits.sort(Comparator.comparingInt(Hit::start).thenComparing(Hit::signal));
        return new Tone(hits);
    }

    /// How clearly a signal is heard.
    public Level level(Signal signal) {
        int weight = 0;
        var seen = new LinkedHashSet<String>();
        for (var hit : hits) {
            // the same word twice says it once
            if (hit.signal() == signal && seen.add(hit.words().toLowerCase(java.util.Locale.ROOT))) {
                weight += hit.strong() ? 2 : 1;
            }
        }
        return weight == 0 ? Level.NONE : weight == 1 ? Level.SLIGHT : Level.CLEAR;
    }

    /// The signals that are heard clearly.
    public Set<Signal> clear() {
        var clear = EnumSet.noneOf(Signal.class);
        for (var signal : Signal.values()) {
            if (level(signal) == Level.CLEAR) {
                clear.add(signal);
            }
        }
        return clear;
    }

    /// The words that caused a signal, each once, the strong ones first.
    public List<String> words(Signal signal) {
        var words = new LinkedHashSet<String>();
        for (boolean strong : new boolean[] {true, false}) {
            for (var hit : hits) {
                if (hit.signal() == signal && hit.strong() == strong) {
                    words.add(hit.words());
                }
            }
        }
        return List.copyOf(words);
    }

    /// How hard a letter is on whoever reads it, to be compared with the other letters of a thread and never shown as a
    /// number: anger counts double, urgency not at all.
    public int weight() {
        int weight = 0;
        for (var entry :
                Map.of(Signal.ANGER, 2, Signal.LEAVING, 1, Signal.REPEAT, 1).entrySet()) {
            weight += entry.getValue() * level(entry.getKey()).ordinal();
        }
        return weight;
    }

    // Several words in capitals one after the other, or marks of exclamation in a row, are anger without a word for it.
    private static void shouting(String text, List<Word> words, List<Hit> hits) {
        int run = 0;
        for (int i = 0; i <= words.size(); i++) {
            boolean loud = i < words.size() && words.get(i).shouted();
            if (loud) {
                run++;
                continue;
            }
            if (run >= SHOUTED_WORDS && longEnough(words.subList(i - run, i))) {
                int start = words.get(i - run).start();
                int end = words.get(i - 1).end();
                hits.add(new Hit(Signal.ANGER, text.substring(start, end).replaceAll("\\s+", " "), start, end, true));
            }
            run = 0;
        }
        int marks = text.indexOf("!!");
        if (marks >= 0) {
            int end = marks;
            while (end < text.length() && text.charAt(end) == '!') {
                end++;
            }
            hits.add(new Hit(Signal.ANGER, text.substring(marks, end), marks, end, false));
        }
    }

    private static boolean longEnough(List<Word> words) {
        return words.stream().anyMatch(word -> word.end() - word.start() >= SHOUTED_LETTERS);
    }
}
