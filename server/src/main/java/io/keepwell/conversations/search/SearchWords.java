package io.keepwell.conversations.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/// Makes the words of a text comparable: lower case, without accents, Chinese, Japanese and Korean in pairs of signs;
/// and beside them the stems of the languages that have some. A stem carries its language, `de=haus`, so that it meets
/// stems of the same language alone.
final class SearchWords {

    /// A word as it is compared.
    ///
    /// @param term     the comparable form
    /// @param position place in the text, counted in words from 0
    /// @param start    first character in the text
    /// @param end      the character after the last
    record Word(String term, int position, int start, int end) {}

    /// Languages whose words are stemmed.
    static final List<String> STEMMED = List.of("en", "de", "fr", "es");

    private static final Analyzer PLAIN = new Folding(null);
    private static final Map<String, Analyzer> STEMMING =
            Map.of("en", new Folding("en"), "de", new Folding("de"), "fr", new Folding("fr"), "es", new Folding("es"));

    private SearchWords() {}

    /// The words of a text, each in its plain form.
    static List<Word> plain(String text) {
        return words(PLAIN, text, "");
    }

    /// The stems of a text in a language, empty where that has none.
    ///
    /// @param language ISO 639 code
    static List<Word> stems(String text, @Nullable String language) {
        return language == null || !STEMMING.containsKey(language)
                ? List.of()
                : words(STEMMING.get(language), text, language + "=");
    }

    private static List<Word> words(Analyzer analyzer, String text, String mark) {
        var words = new ArrayList<Word>();
        try (var stream = analyzer.tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            int position = -1;
            while (stream.incrementToken()) {
                position += step.getPositionIncrement();
                words.add(new Word(mark + term, position, offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /// The chain that every text goes through, with a stemmer at its end or without.
    private static final class Folding extends Analyzer {

        private final @Nullable String language;

        Folding(@Nullable String language) {
            this.language = language;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            TokenStream words = new LowerCaseFilter(new CJKWidthFilter(source));
            words = new CJKBigramFilter(words, 0xff, true);
            words = switch (language) {
                // ß, ae and the like are settled before accents are taken away
                case "de" -> new GermanLightStemFilter(new ASCIIFoldingFilter(new GermanNormalizationFilter(words)));
                case "fr" -> new ASCIIFoldingFilter(new FrenchLightStemFilter(new Elisions(words)));
                case "es" -> new ASCIIFoldingFilter(new SpanishLightStemFilter(words));
                case "en" -> new PorterStemFilter(new ASCIIFoldingFilter(words));
                case null, default -> new ASCIIFoldingFilter(words);
            };
            return new TokenStreamComponents(source, words);
        }
    }

    /// `l'abonnement` is found as `abonnement`.
    private static final class Elisions extends TokenFilter {

        private static final Set<String> ARTICLES = Set.of("l", "d", "j", "m", "t", "s", "n", "c", "qu");

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Elisions(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            var word = term.toString();
            int mark = Math.max(word.indexOf('\''), word.indexOf('\u2019'));
            if (mark > 0 && mark < word.length() - 1 && ARTICLES.contains(word.substring(0, mark))) {
                term.setEmpty().append(word, mark + 1, word.length());
            }
            return true;
        }
    }
}
