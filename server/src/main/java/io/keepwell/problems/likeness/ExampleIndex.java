package io.keepwell.problems.likeness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

/// Texts and the problems they are about, to be found by their words: Lucene in memory, scored by BM25 (k1
/// = 1.2, b = 0.75). A term counts from its first occurrence on; Lucene's `MoreLikeThis` with its defaults
/// finds next to nothing in texts this short (feedback.md 4.1).
final class ExampleIndex implements AutoCloseable {

    /// What a text is.
    enum Kind {
        /// A complaint whose problem was confirmed.
        EXAMPLE,
        /// A name of a problem.
        NAME,
        /// A complaint that somebody said is not about the problem.
        REFUSAL
    }

    /// A text that was found.
    record Hit(String key, UUID problem, double score) {}

    private static final String KEY = "key";
    private static final String PROBLEM = "problem";
    private static final String KIND = "kind";
    private static final String WORDS = "words";
    private static final String GRAMS = "grams";
    private static final int NEIGHBOURS = 20;
    private static final int MOST_TERMS = 700;

    private static final FieldType TERMS = new FieldType();

    static {
        TERMS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        TERMS.setTokenized(true);
        TERMS.freeze();
    }

    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final AtomicBoolean changed = new AtomicBoolean();

    /// Asked for over and over, and the same until something changes.
    private final Map<String, Double> rarities = new ConcurrentHashMap<>();

    ExampleIndex() {
        try {
            // one thread, one order: the same texts in the same order find the same
            writer = new IndexWriter(
                    new ByteBuffersDirectory(),
                    new IndexWriterConfig(new KeywordAnalyzer())
                            .setMergePolicy(new LogDocMergePolicy())
                            .setMergeScheduler(new SerialMergeScheduler()));
            searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a text in place of what had its key.
    ///
    /// @param stems words of the text
    /// @param grams its character n-grams
    void put(String key, UUID problem, Kind kind, List<String> stems, List<String> grams) {
        var document = new Document();
        document.add(new StringField(KEY, key, Field.Store.YES));
        document.add(new StringField(PROBLEM, problem.toString(), Field.Store.NO));
        document.add(new StoredField(PROBLEM, problem.toString()));
        document.add(new StringField(KIND, kind.name(), Field.Store.NO));
        document.add(new Field(WORDS, new Listed(stems), TERMS));
        document.add(new Field(GRAMS, new Listed(grams), TERMS));
        try {
            writer.updateDocument(new Term(KEY, key), document);
            changed.set(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String key) {
        try {
            writer.deleteDocuments(new Term(KEY, key));
            changed.set(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How the nearest texts are shared out among problems: by words and by grams each the 20 best, their
    /// scores summed; both halves add up to 1. Refusals have no part in it.
    Map<UUID, Double> shares(Collection<String> stems, Collection<String> grams) {
        var shares = new HashMap<UUID, Double>();
        var refusal = new TermQuery(new Term(KIND, Kind.REFUSAL.name()));
        for (var query : List.of(any(WORDS, stems), any(GRAMS, grams))) {
            var hits = search(
                    new BooleanQuery.Builder()
                            .add(query, Occur.MUST)
                            .add(refusal, Occur.MUST_NOT)
                            .build(),
                    NEIGHBOURS);
            double sum = hits.stream().mapToDouble(Hit::score).sum();
            hits.forEach(hit -> shares.merge(hit.problem(), hit.score() / sum / 2, Double::sum));
        }
        return shares;
    }

    /// The texts of a kind nearest by their words, the nearest first.
    ///
    /// @param problem of this problem alone, or of any where null
    List<Hit> nearest(Kind kind, @Nullable UUID problem, Collection<String> stems, int limit) {
        var query = new BooleanQuery.Builder()
                .add(any(WORDS, stems), Occur.MUST)
                .add(new TermQuery(new Term(KIND, kind.name())), Occur.FILTER);
        if (problem != null) {
            query.add(new TermQuery(new Term(PROBLEM, problem.toString())), Occur.FILTER);
        }
        return search(query.build(), limit);
    }

    /// How rare a word is among all texts, `ln(1 + (n - df + 0.5) / (df + 0.5))` as in BM25; never negative.
    double rarity(String stem) {
        refresh();
        return rarities.computeIfAbsent(
                stem,
                it -> ask(searcher -> {
                    double with = searcher.getIndexReader().docFreq(new Term(WORDS, it));
                    double all = Math.max(searcher.getIndexReader().numDocs(), with);
                    return Math.log(1 + (all - with + 0.5) / (with + 0.5));
                }));
    }

    private static Query any(String field, Collection<String> terms) {
        var query = new BooleanQuery.Builder();
        terms.stream()
                .distinct()
                .limit(MOST_TERMS)
                .forEach(term -> query.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
        return query.build();
    }

    private List<Hit> search(Query query, int limit) {
        return ask(searcher -> {
            var fields = searcher.storedFields();
            var hits = new ArrayList<Hit>();
            for (ScoreDoc found : searcher.search(query, limit).scoreDocs) {
                var document = fields.document(found.doc);
                hits.add(new Hit(document.get(KEY), UUID.fromString(document.get(PROBLEM)), found.score));
            }
            return hits;
        });
    }

    private interface Question<T> {

        T ask(IndexSearcher searcher) throws IOException;
    }

    private <T> T ask(Question<T> question) {
        try {
            refresh();
            var searcher = searchers.acquire();
            try {
                return question.ask(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refresh() {
        if (changed.compareAndSet(true, false)) {
            try {
                searchers.maybeRefreshBlocking();
                rarities.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Terms that are known already.
    private static final class Listed extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final List<String> terms;
        private Iterator<String> rest;

        Listed(List<String> terms) {
            this.terms = terms;
            this.rest = terms.iterator();
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            rest = terms.iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!rest.hasNext()) {
                return false;
            }
            clearAttributes();
            term.setEmpty().append(rest.next());
            return true;
        }
    }
}
