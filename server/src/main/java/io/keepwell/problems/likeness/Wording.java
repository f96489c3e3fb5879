package io.keepwell.problems.likeness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// The words of a text as their stems, by the rules of its language. Small words stay: "not" and "after" tell
/// problems apart. Stems carry no language, so that names and codes meet across languages.
final class Wording {

    /// A word.
    ///
    /// @param stem    what it is compared by
    /// @param surface as it stands in the text
    /// @param small   whether it is one of the commonest of its language, which explains nothing to a person
    record Word(String stem, String surface, boolean small) {}

    private record Tongue(Analyzer analyzer, CharArraySet small) {}

    private static final Tongue PLAIN = new Tongue(new StandardAnalyzer(), CharArraySet.EMPTY_SET);
    private static final Tongue PAIRS = new Tongue(new CJKAnalyzer(CharArraySet.EMPTY_SET), CharArraySet.EMPTY_SET);
    private static final Map<String, Tongue> TONGUES = Map.of(
            "en", new Tongue(new EnglishAnalyzer(CharArraySet.EMPTY_SET), smallEnglish()),
            "de", new Tongue(new GermanAnalyzer(CharArraySet.EMPTY_SET), GermanAnalyzer.getDefaultStopSet()),
            "fr", new Tongue(new FrenchAnalyzer(CharArraySet.EMPTY_SET), FrenchAnalyzer.getDefaultStopSet()),
            "es", new Tongue(new SpanishAnalyzer(CharArraySet.EMPTY_SET), SpanishAnalyzer.getDefaultStopSet()),
            "zh", PAIRS,
            "ja", PAIRS,
            "ko", PAIRS);

    private Wording() {}

    /// Lucene's own list for English has but 33 words.
    private static CharArraySet smallEnglish() {
        try (var list = SnowballFilter.class.getResourceAsStream("english_stop.txt")) {
            return WordlistLoader.getSnowballWordSet(Objects.requireNonNull(list));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The words of a text in their order.
    static List<Word> of(String text, Locale language) {
        var tongue = TONGUES.getOrDefault(language.getLanguage(), PLAIN);
        var words = new ArrayList<Word>();
        try (var stream = tongue.analyzer().tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                var surface = text.substring(offset.startOffset(), offset.endOffset());
                words.add(new Word(term.toString(), surface, tongue.small().contains(surface.toLowerCase(language))));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
