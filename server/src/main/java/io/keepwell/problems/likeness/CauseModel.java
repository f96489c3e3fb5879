package io.keepwell.problems.likeness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What was learned from all examples at one time: a vocabulary and a regression over it. Immutable.
final class CauseModel {

    /// Weights there may be at most, of four bytes each; beyond, rare features are left out.
    private static final int MOST_WEIGHTS = 16_000_000;

    private final List<UUID> problems;
    private final Vocabulary vocabulary;
    private final SoftmaxRegression regression;

    private CauseModel(List<UUID> problems, Vocabulary vocabulary, SoftmaxRegression regression) {
        this.problems = problems;
        this.vocabulary = vocabulary;
        this.regression = regression;
    }

    /// A text and the problem it is about.
    record Lesson(UUID problem, Complaint complaint) {}

    /// Learns.
    ///
    /// @param lessons of at least two problems; their order decides the last digits
    static CauseModel of(List<Lesson> lessons) {
        var problems = lessons.stream().map(Lesson::problem).distinct().sorted().toList();
        var labels = new HashMap<UUID, Integer>();
        problems.forEach(problem -> labels.put(problem, labels.size()));
        // features are made twice, which is cheaper than to hold them all
        Iterable<Features> texts = () ->
                lessons.stream().map(lesson -> Features.of(lesson.complaint())).iterator();
        var vocabulary = Vocabulary.of(texts, MOST_WEIGHTS / problems.size());
        var vectors = new ArrayList<SparseVector>(lessons.size());
        texts.forEach(text -> vectors.add(vocabulary.vector(text)));
        return new CauseModel(
                problems,
                vocabulary,
                SoftmaxRegression.fit(
                        vectors,
                        lessons.stream()
                                .mapToInt(lesson -> labels.getOrDefault(lesson.problem(), 0))
                                .toArray(),
                        problems.size(),
                        vocabulary.size()));
    }

    /// Belief in each problem it knows, adding up to 1.
    Map<UUID, Double> belief(Features text) {
        var belief = regression.belief(vocabulary.vector(text));
        var byProblem = new HashMap<UUID, Double>();
        for (int c = 0; c < belief.length; c++) {
            byProblem.put(problems.get(c), (double) belief[c]);
        }
        return byProblem;
    }
}
