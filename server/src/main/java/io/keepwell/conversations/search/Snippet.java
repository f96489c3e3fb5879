package io.keepwell.conversations.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of a text that shows best why it was found.
///
/// @param parts the text in pieces, in turn not marked and marked, beginning with one that is not
public record Snippet(List<Part> parts) {

    /// A piece of the text.
    ///
    /// @param text   as it was written
    /// @param marked whether it is what was looked for
    public record Part(String text, boolean marked) {}

    private static final int LONGEST_READ = 20_000;
    private static final int BEFORE = 40;

    /// Cuts out the part with the most different words that were looked for.
    ///
    /// @param terms     comparable words and stems
    /// @param beginning the beginning of a word that counts too, or null
    /// @param length    how many characters, about
    static Snippet of(String text, Set<String> terms, @Nullable String beginning, int length) {
        var read = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
        var hits = hits(read, terms, beginning);
        int from = hits.isEmpty() ? 0 : best(hits, length);
        from = wordStart(read, Math.max(0, from - BEFORE));
        int to = Math.min(read.length(), from + length);
        var parts = new ArrayList<Part>();
        int at = from;
        if (from > 0) {
            parts.add(new Part("… ", false));
        }
        for (var hit : hits) {
            if (hit.start() >= at && hit.end() <= to) {
                if (hit.start() > at) {
                    parts.add(new Part(flat(read.substring(at, hit.start())), false));
                }
                parts.add(new Part(read.substring(hit.start(), hit.end()), true));
                at = hit.end();
            }
        }
        if (at < to) {
            parts.add(new Part(flat(read.substring(at, to)), false));
        }
        if (to < read.length()) {
            parts.add(new Part(" …", false));
        }
        return new Snippet(List.copyOf(parts));
    }

    /// Whether anything in it is what was looked for.
    public boolean marked() {
        return parts.stream().anyMatch(Part::marked);
    }

    /// The text alone.
    public String text() {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }

    private record Hit(String term, int start, int end) {}

    private static List<Hit> hits(String text, Set<String> terms, @Nullable String beginning) {
        var hits = new ArrayList<Hit>();
        for (var word : SearchWords.plain(text)) {
            if (terms.contains(word.term()) || (beginning != null && word.term().startsWith(beginning))) {
                hits.add(new Hit(word.term(), word.start(), word.end()));
            }
        }
        for (var language : SearchWords.STEMMED) {
            if (terms.stream().anyMatch(term -> term.startsWith(language + "="))) {
                for (var stem : SearchWords.stems(text, language)) {
                    if (terms.contains(stem.term())) {
                        hits.add(new Hit(stem.term(), stem.start(), stem.end()));
                    }
                }
            }
        }
        hits.sort(Comparator.comparingInt(Hit::start).thenComparing(Hit::end, Comparator.reverseOrder()));
        var apart = new ArrayList<Hit>();
        for (var hit : hits) {
            if (apart.isEmpty() || hit.start() >= apart.getLast().end()) {
                apart.add(hit);
            }
        }
        return apart;
    }

    private static int best(List<Hit> hits, int length) {
        int best = hits.getFirst().start();
        long most = 0;
        for (int i = 0; i < hits.size() && i < 200; i++) {
            int start = hits.get(i).start();
            long different = hits.stream()
                    .skip(i)
                    .takeWhile(hit -> hit.end() < start + length - BEFORE)
                    .map(Hit::term)
                    .distinct()
                    .count();
            if (different > most) {
                most = different;
                best = start;
            }
        }
        return best;
    }

    private static int wordStart(String text, int at) {
        int start = at;
        while (start > 0 && start > at - 20 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start > 0 && Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start;
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
