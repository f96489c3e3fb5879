package io.keepwell.problems.likeness;

import io.keepwell.problems.likeness.CauseModel.Lesson;
import io.keepwell.problems.likeness.ExampleIndex.Kind;
import io.keepwell.problems.likeness.Suggestions.Alike;
import io.keepwell.problems.likeness.Suggestions.Suggestion;
import io.keepwell.problems.likeness.Wording.Word;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Learns which complaints are about which problem, and names the likeliest problems of a new one.
///
/// What is told (`learn`, `describe`, `refuse`, `forget`) counts in the very next answer, by way of the index. `train`
/// learns a model of everything told so far; until it has run, and for problems that came since, the nearest examples
/// decide alone. It takes some seconds at 10,000 examples and belongs into the background, some time after a change.
///
/// With `m(c)` the belief of the model in problem `c`, `s(c)` the share of `c` among the nearest texts, `e(c)` the
/// evidence of signals and `r(c)` the likeness of the most alike text that was refused for `c`, the score is
///
/// `score(c) ~ m(c) * (0.02 + s(c))^0.25 * exp(e(c) - 4 * r(c)^2)`
///
/// normed to add up to 1 (a logarithmic opinion pool; Genest and Zidek 1986). Features and regression were chosen on
/// splits of the training part of Banking77; the numbers here are judgement, confirmed on such a split.
///
/// Safe for use by many threads. The same calls in the same order give the same answers.
public final class Likeness implements AutoCloseable {

    private static final double FLOOR = 0.02;
    private static final double NEIGHBOURS = 0.25;
    private static final double REFUSED = 4;

    /// As so many examples count the signals that a problem itself is described by.
    private static final int DESCRIBED = 5;

    /// The newest examples of a problem that are learned from; more of the same teaches nothing.
    private static final int MOST_EXAMPLES = 300;

    private static final int REASONS = 3;
    private static final int WORDS = 5;
    private static final int NEAREST = 10;

    /// A text that is known under a key of the index.
    private record Known(UUID id, UUID problem, Kind kind, Complaint complaint, Set<String> stems) {}

    private final ExampleIndex index = new ExampleIndex();
    private final SignalEvidence evidence = new SignalEvidence();
    private final Map<String, Known> known = new TreeMap<>();
    private final Map<UUID, KnownProblem> problems = new HashMap<>();

    /// Of each problem how many texts are known, and the words of its names.
    private final Map<UUID, Integer> texts = new HashMap<>();

    private final Map<UUID, Set<String>> names = new HashMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Object training = new Object();
    private long told;
    private long trained;
    private volatile @Nullable CauseModel model;

    /// Takes in a complaint whose problem somebody confirmed; what was told of this complaint and problem before, a
    /// refusal too, is replaced.
    public void learn(Example example) {
        put(example, Kind.EXAMPLE);
    }

    /// Takes in that a complaint is not about a problem: alike texts will have it further down.
    public void refuse(Example example) {
        put(example, Kind.REFUSAL);
    }

    private void put(Example example, Kind kind) {
        var key = key(example.id(), example.problem());
        var text = text(example.complaint());
        changing(() -> {
            drop(key);
            add(key, new Known(example.id(), example.problem(), kind, example.complaint(), text.stems()));
        });
    }

    /// Takes in a problem with its names and its usual signals, in place of what was said of it before.
    public void describe(KnownProblem problem) {
        changing(() -> {
            undescribe(problem.id());
            problems.put(problem.id(), problem);
            evidence.add(problem.id(), problem.signals(), DESCRIBED);
            var words = names.computeIfAbsent(problem.id(), it -> new HashSet<>());
            for (int i = 0; i < problem.names().size(); i++) {
                var name = new Complaint(problem.language(), "", problem.names().get(i));
                var stems = text(name).stems();
                words.addAll(stems);
                add(nameKey(problem.id(), i), new Known(problem.id(), problem.id(), Kind.NAME, name, stems));
            }
        });
    }

    private void undescribe(UUID problem) {
        var before = problems.remove(problem);
        if (before != null) {
            names.remove(problem);
            evidence.add(problem, before.signals(), -DESCRIBED);
            IntStream.range(0, before.names().size()).forEach(i -> drop(nameKey(problem, i)));
        }
    }

    /// Forgets all that was told of a complaint, as when its link is undone or its customer is forgotten.
    public void forget(UUID id) {
        changing(() ->
                keys(text -> text.kind() != Kind.NAME && text.id().equals(id)).forEach(this::drop));
    }

    /// Forgets what was told of one complaint and one problem.
    public void forget(UUID id, UUID problem) {
        changing(() -> drop(key(id, problem)));
    }

    /// Forgets a problem with everything that was told of it: it is suggested no more.
    public void forgetProblem(UUID problem) {
        changing(() -> {
            undescribe(problem);
            keys(text -> text.problem().equals(problem)).forEach(this::drop);
        });
    }

    private List<String> keys(Predicate<Known> of) {
        return known.entrySet().stream()
                .filter(entry -> of.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void add(String key, Known text) {
        known.put(key, text);
        texts.merge(text.problem(), 1, Integer::sum);
        index.put(
                key,
                text.problem(),
                text.kind(),
                Wording.of(text.complaint().words(), text.complaint().language()).stream()
                        .map(Word::stem)
                        .toList(),
                Features.grams(text.complaint().words()));
        if (text.kind() == Kind.EXAMPLE) {
            evidence.add(text.problem(), text.complaint().signals(), 1);
        }
    }

    private void drop(String key) {
        var text = known.remove(key);
        if (text != null) {
            index.remove(key);
            texts.computeIfPresent(text.problem(), (problem, count) -> count == 1 ? null : count - 1);
            if (text.kind() == Kind.EXAMPLE) {
                evidence.add(text.problem(), text.complaint().signals(), -1);
            }
        }
    }

    private void changing(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
            told++;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T reading(Supplier<T> answer) {
        lock.readLock().lock();
        try {
            return answer.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// How many examples there are.
    public long examples() {
        return reading(() -> known.values().stream()
                .filter(text -> text.kind() == Kind.EXAMPLE)
                .count());
    }

    /// Learns the model anew if anything was told since it last ran. Answers go on meanwhile, by the old one.
    ///
    /// @return whether there was anything to learn
    public boolean train() {
        synchronized (training) {
            record Told(long when, List<Lesson> lessons) {}
            var now = reading(() -> new Told(told, lessons()));
            if (now.when() == trained) {
                return false;
            }
            boolean several =
                    now.lessons().stream().map(Lesson::problem).distinct().count() > 1;
            model = several ? CauseModel.of(now.lessons()) : null;
            trained = now.when();
            return true;
        }
    }

    /// Names and examples, of each problem the newest (ids grow with time).
    private List<Lesson> lessons() {
        var counts = new HashMap<UUID, Integer>();
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().kind() != Kind.REFUSAL)
                .sorted(Map.Entry.<String, Known>comparingByKey().reversed())
                .map(Map.Entry::getValue)
                .filter(text -> counts.merge(text.problem(), 1, Integer::sum) <= MOST_EXAMPLES)
                .map(text -> new Lesson(text.problem(), text.complaint()))
                .toList();
    }

    /// The likeliest problems of a complaint.
    ///
    /// @param most how many at most
    public Suggestions suggest(Complaint complaint, int most) {
        var text = text(complaint);
        return reading(() -> {
            var shares = index.shares(text.stems(), Features.grams(complaint.words()));
            var belief = belief(complaint, text, shares);
            var scores = new HashMap<UUID, Double>();
            var refused = refused(text);
            belief.forEach((problem, trust) -> scores.put(
                    problem,
                    Math.log(trust)
                            + NEIGHBOURS * Math.log(FLOOR + shares.getOrDefault(problem, 0.0))
                            + evidence.evidence(problem, complaint.signals())
                            - REFUSED * Math.pow(refused.getOrDefault(problem, 0.0), 2)));
            var normed = normed(scores);
            var best = normed.entrySet().stream()
                    .sorted(Map.Entry.<UUID, Double>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(most)
                    .map(entry -> suggestion(entry.getKey(), entry.getValue(), complaint, text))
                    .toList();
            double trust = belief.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            return new Suggestions(best, Math.sqrt(Math.min(1, trust) * nearest(text)));
        });
    }

    /// What the model believes; of problems it does not know, what the nearest texts say.
    private Map<UUID, Double> belief(Complaint complaint, Text text, Map<UUID, Double> shares) {
        var belief = new HashMap<UUID, Double>();
        problems.keySet().forEach(problem -> belief.put(problem, shares.getOrDefault(problem, 0.0) + FLOOR));
        shares.forEach((problem, share) -> belief.put(problem, share + FLOOR));
        evidence.problems(complaint.signals()).forEach(problem -> belief.putIfAbsent(problem, FLOOR));
        var learned = model;
        if (learned != null) {
            var modelled = learned.belief(Features.of(complaint.words(), text.wording()));
            double unknown = shares.entrySet().stream()
                    .filter(share -> !modelled.containsKey(share.getKey()))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            modelled.forEach((problem, trust) -> {
                // a problem that was forgotten since is still modelled
                if (texts.containsKey(problem)) {
                    belief.put(problem, trust * (1 - unknown) + 1e-9);
                }
            });
        }
        return belief;
    }

    private static Map<UUID, Double> normed(Map<UUID, Double> logarithms) {
        double most = logarithms.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double sum = logarithms.values().stream()
                .mapToDouble(value -> Math.exp(value - most))
                .sum();
        var normed = new HashMap<UUID, Double>();
        logarithms.forEach((problem, value) -> normed.put(problem, Math.exp(value - most) / sum));
        return normed;
    }

    /// Of each problem the likeness of the most alike text that was refused for it.
    private Map<UUID, Double> refused(Text text) {
        var refused = new HashMap<UUID, Double>();
        index.nearest(Kind.REFUSAL, null, text.stems(), NEAREST * 3)
                .forEach(hit -> refused.merge(hit.problem(), alike(text.stems(), stems(hit.key())), Math::max));
        return refused;
    }

    private double nearest(Text text) {
        return index.nearest(Kind.EXAMPLE, null, text.stems(), NEAREST).stream()
                .mapToDouble(hit -> alike(text.stems(), stems(hit.key())))
                .max()
                .orElse(0);
    }

    private Suggestion suggestion(UUID problem, double score, Complaint complaint, Text text) {
        var because = index.nearest(Kind.EXAMPLE, problem, text.stems(), NEAREST).stream()
                .map(hit -> alike(hit.key(), text))
                .sorted(Comparator.comparingDouble(Alike::likeness).reversed().thenComparing(Alike::example))
                .limit(REASONS)
                .toList();
        return new Suggestion(
                problem,
                score,
                because,
                common(text, names.getOrDefault(problem, Set.of())),
                evidence.shared(problem, complaint.signals()));
    }

    private Alike alike(String key, Text text) {
        var of = known.get(key);
        return of == null
                ? new Alike(new UUID(0, 0), 0, List.of())
                : new Alike(of.id(), alike(text.stems(), of.stems()), common(text, of.stems()));
    }

    private Set<String> stems(String key) {
        var text = known.get(key);
        return text == null ? Set.of() : text.stems();
    }

    /// Words of the text that others have too, the rarest first.
    private List<String> common(Text text, Set<String> others) {
        var words = new LinkedHashMap<String, String>();
        text.wording().stream()
                .filter(word -> !word.small() && others.contains(word.stem()))
                .forEach(word -> words.putIfAbsent(word.stem(), word.surface()));
        return words.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, String> word) -> -index.rarity(word.getKey())))
                .limit(WORDS)
                .map(Map.Entry::getValue)
                .toList();
    }

    /// How alike two texts are, between 0 and 1: the cosine of their words, each weighing as much as it is rare.
    ///
    /// `sum over common words of rarity^2 / sqrt(sum over one's words of rarity^2 * sum over the other's)`
    public double alike(Complaint one, Complaint other) {
        return alike(text(one).stems(), text(other).stems());
    }

    private double alike(Set<String> one, Set<String> other) {
        double common = 0;
        double ones = 0;
        for (var stem : one) {
            double weight = Math.pow(index.rarity(stem), 2);
            ones += weight;
            if (other.contains(stem)) {
                common += weight;
            }
        }
        double others = other.stream()
                .mapToDouble(stem -> Math.pow(index.rarity(stem), 2))
                .sum();
        return common == 0 ? 0 : Math.min(1, common / Math.sqrt(ones * others));
    }

    /// The words of a complaint as they are compared, without the commonest of its language: what rises, rises in
    /// these.
    public static Set<String> terms(Complaint complaint) {
        return Wording.of(complaint.words(), complaint.language()).stream()
                .filter(word -> !word.small())
                .map(Word::stem)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private record Text(List<Word> wording, Set<String> stems) {}

    private static Text text(Complaint complaint) {
        var wording = Wording.of(complaint.words(), complaint.language());
        return new Text(wording, wording.stream().map(Word::stem).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static String key(UUID id, UUID problem) {
        return id + " " + problem;
    }

    private static String nameKey(UUID problem, int number) {
        return problem + " name " + number;
    }

    @Override
    public void close() {
        index.close();
    }
}
