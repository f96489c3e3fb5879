package io.keepwell.problems.likeness;

import io.keepwell.problems.likeness.Signals.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How often each signal came with each problem, and what that says of a complaint.
///
/// For a value `v` of a kind the evidence for problem `c` is `ln(p(v | c) / p(v))` with `p(v | c) =
/// (n(v, c) + p(v)) / (n(c) + 1)` and `p(v) = (n(v) + 1) / (n + different values + 1)`: naive
/// Bayes, smoothed towards how common the value is. A value that comes with every problem says
/// nothing, a rare one that always came with one problem says much; a problem that never had a
/// signal of the kind is left as it was.
final class SignalEvidence {

    /// Signals are said by programs and words by people in a hurry: evidence counts threefold
    /// (feedback.md 4.2.6).
    private static final double TRUST = 3;

    private static final double MOST = 8;

    private static final class Counts {

        final Map<String, Map<UUID, Integer>> byValue = new HashMap<>();
        final Map<UUID, Integer> byProblem = new HashMap<>();
        int all;

        void add(String value, UUID problem, int times) {
            byValue.computeIfAbsent(value, it -> new HashMap<>()).merge(problem, times, Integer::sum);
            byProblem.merge(problem, times, Integer::sum);
            all += times;
        }

        double evidence(String value, UUID problem) {
            var with = byValue.getOrDefault(value, Map.of());
            int times = with.values().stream().mapToInt(Integer::intValue).sum();
            double common = (times + 1.0) / (all + byValue.size() + 1.0);
            double given = (with.getOrDefault(problem, 0) + common) / (byProblem.getOrDefault(problem, 0) + 1.0);
            return Math.log(given / common);
        }
    }

    private final Map<Kind, Counts> counts = new EnumMap<>(Kind.class);

    /// Counts signals of a problem.
    ///
    /// @param times how often; negative to take them back
    void add(UUID problem, Signals signals, int times) {
        signals.values()
                .forEach((kind, values) -> values.forEach(value ->
                        counts.computeIfAbsent(kind, it -> new Counts()).add(value, problem, times)));
    }

    /// What the signals of a complaint say for or against a problem, as a difference of
    /// log-likelihoods.
    double evidence(UUID problem, Signals signals) {
        double sum = 0;
        for (var entry : signals.values().entrySet()) {
            var of = counts.get(entry.getKey());
            if (of != null) {
                for (var value : entry.getValue()) {
                    sum += of.evidence(value, problem);
                }
            }
        }
        return Math.clamp(TRUST * sum, -MOST, MOST);
    }

    /// Problems that came with any of the signals.
    List<UUID> problems(Signals signals) {
        var problems = new ArrayList<UUID>();
        signals.values()
                .forEach((kind, values) -> values.forEach(value -> {
                    var of = counts.get(kind);
                    if (of != null) {
                        of.byValue.getOrDefault(value, Map.of()).forEach((problem, times) -> {
                            if (times > 0) {
                                problems.add(problem);
                            }
                        });
                    }
                }));
        return problems.stream().distinct().sorted().toList();
    }

    /// The signals of a complaint that a problem came with.
    List<Suggestions.Shared> shared(UUID problem, Signals signals) {
        var shared = new ArrayList<Suggestions.Shared>();
        for (var kind : Kind.values()) {
            var of = counts.get(kind);
            if (of != null) {
                signals.of(kind).stream()
                        .filter(value ->
                                of.byValue.getOrDefault(value, Map.of()).getOrDefault(problem, 0) > 0)
                        .sorted()
                        .forEach(value -> shared.add(new Suggestions.Shared(kind, value)));
            }
        }
        return shared;
    }
}
