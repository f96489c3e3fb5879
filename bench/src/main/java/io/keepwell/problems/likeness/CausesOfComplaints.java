package io.keepwell.problems.likeness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/// Measures how often the right problem is among the first suggested, on Banking77 (Casanueva et al. 2020,
/// arXiv 2003.04807): 77 causes, 10,003 short English questions to learn from and 3,080 to be judged by.
///
/// `bench/run io.keepwell.problems.likeness.CausesOfComplaints FOLDER` prints the tables of RESULTS.md from
/// `train.csv` and `test.csv` in the folder; with `tune` behind it the training part alone is split, for
/// choosing among variants.
public final class CausesOfComplaints {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int WITHHELD = 15;

    private record Row(String text, String cause) {}

    private record Split(List<Row> learned, List<Row> asked) {}

    /// How often the right one was among the first one, three, five; and how sure the answers were.
    private static final class Tally {

        private int asked;
        private final int[] within = new int[6];
        private int sure;
        private int surelyRight;
        private final List<Double> millis = new ArrayList<>();

        void add(Suggestions answer, UUID right, long nanos) {
            asked++;
            millis.add(nanos / 1e6);
            var order = answer.likeliest().stream()
                    .map(Suggestions.Suggestion::problem)
                    .toList();
            int place = order.indexOf(right);
            for (int k = 1; k <= 5; k++) {
                within[k] += place >= 0 && place < k ? 1 : 0;
            }
            if (!order.isEmpty() && answer.likeliest().getFirst().score() >= 0.9) {
                sure++;
                surelyRight += place == 0 ? 1 : 0;
            }
        }

        String row() {
            var sorted = millis.stream().sorted().toList();
            return "%.3f | %.3f | %.3f | %.2f | %s | %.1f | %.1f"
                    .formatted(
                            share(1),
                            share(3),
                            share(5),
                            (double) sure / asked,
                            sure == 0 ? "–" : "%.3f".formatted((double) surelyRight / sure),
                            sorted.get(sorted.size() / 2),
                            sorted.get(sorted.size() * 95 / 100));
        }

        private double share(int k) {
            return (double) within[k] / asked;
        }
    }

    private CausesOfComplaints() {}

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        var folder = Path.of(arguments[0]);
        boolean tune = Arrays.asList(arguments).contains("tune");
        var train = read(folder.resolve("train.csv"));
        var test = tune ? List.<Row>of() : read(folder.resolve("test.csv"));
        System.out.println(
                "| Examples | What decides | top 1 | top 3 | top 5 | sure | of these right | ms p50 | p95 |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (int examples : List.of(3, 10, 30, ALL)) {
            int rounds = examples == 3 || examples == 10 ? 2 : 1;
            measure(train, test, examples, rounds, false, tune);
            if (!tune) {
                measure(train, test, examples, rounds, true, false);
            }
        }
        for (int examples : List.of(10, ALL)) {
            familiarity(train, test, examples, tune);
        }
    }

    private static void measure(
            List<Row> train, List<Row> test, int examples, int rounds, boolean named, boolean tune) {
        var near = new Tally();
        var both = new Tally();
        double seconds = 0;
        for (int round = 0; round < rounds; round++) {
            var split = split(train, test, examples, round, tune);
            try (var likeness = new Likeness()) {
                if (named) {
                    causes(train)
                            .forEach(cause -> likeness.describe(new KnownProblem(
                                    id(cause), Locale.ENGLISH, List.of(cause.replace('_', ' ')), Signals.NONE)));
                }
                learn(likeness, split.learned());
                if (!named) {
                    ask(likeness, split.asked(), near);
                }
                long start = System.nanoTime();
                likeness.train();
                seconds += (System.nanoTime() - start) / 1e9 / rounds;
                ask(likeness, split.asked(), both);
            }
        }
        var count = examples == ALL ? "all" : String.valueOf(examples);
        if (!named) {
            System.out.println("| " + count + " | nearest examples alone | " + near.row() + " |");
        }
        System.out.printf(
                "| %s | %s (learned in %.1f s) | %s |%n",
                count, named ? "all, with a name of each cause" : "all", seconds, both.row());
    }

    /// Withholds some causes and looks whether their complaints are less familiar than the others.
    private static void familiarity(List<Row> train, List<Row> test, int examples, boolean tune) {
        double area = 0;
        int rounds = 2;
        for (int round = 0; round < rounds; round++) {
            var split = split(train, test, examples, round, tune);
            var causes = new ArrayList<>(causes(train));
            Collections.shuffle(causes, new Random(round));
            var withheld = new HashSet<>(causes.subList(0, WITHHELD));
            try (var likeness = new Likeness()) {
                learn(
                        likeness,
                        split.learned().stream()
                                .filter(row -> !withheld.contains(row.cause()))
                                .toList());
                likeness.train();
                area += area(likeness, split.asked(), withheld) / rounds;
            }
        }
        System.out.printf(
                "Familiarity with %s examples: area under the curve %.3f%n", examples == ALL ? "all" : examples, area);
    }

    private static double area(Likeness likeness, List<Row> asked, Set<String> withheld) {
        record Point(double familiarity, boolean isNew) {}
        var points = asked.stream()
                .map(row ->
                        new Point(likeness.suggest(complaint(row), 1).familiarity(), withheld.contains(row.cause())))
                .sorted((one, other) -> Double.compare(one.familiarity(), other.familiarity()))
                .toList();
        double pairs = 0;
        double isNew = 0;
        for (var point : points) {
            if (point.isNew()) {
                isNew++;
            } else {
                pairs += isNew;
            }
        }
        return pairs / (isNew * (points.size() - isNew));
    }

    private static Split split(List<Row> train, List<Row> test, int examples, int round, boolean tune) {
        var byCause = train.stream().collect(Collectors.groupingBy(Row::cause, TreeMap::new, Collectors.toList()));
        var learned = new ArrayList<Row>();
        var left = new ArrayList<Row>();
        var random = new Random(100L + round);
        for (Map.Entry<String, List<Row>> cause : byCause.entrySet()) {
            var rows = new ArrayList<>(cause.getValue());
            Collections.shuffle(rows, random);
            int most = tune ? rows.size() * 4 / 5 : rows.size();
            int take = Math.min(examples, most);
            learned.addAll(rows.subList(0, take));
            left.addAll(rows.subList(take, rows.size()));
        }
        Collections.shuffle(left, random);
        return new Split(learned, tune ? left.subList(0, 1000) : test);
    }

    private static void learn(Likeness likeness, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            likeness.learn(new Example(new UUID(1, i), id(row.cause()), complaint(row)));
        }
    }

    private static void ask(Likeness likeness, List<Row> rows, Tally tally) {
        for (var row : rows) {
            long start = System.nanoTime();
            var answer = likeness.suggest(complaint(row), 5);
            tally.add(answer, id(row.cause()), System.nanoTime() - start);
        }
    }

    private static Complaint complaint(Row row) {
        return new Complaint(Locale.ENGLISH, "", row.text());
    }

    private static List<String> causes(List<Row> rows) {
        return rows.stream().map(Row::cause).distinct().sorted().toList();
    }

    private static UUID id(String cause) {
        return UUID.nameUUIDFromBytes(cause.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<Row> read(Path file) throws IOException {
        try (var in = Files.newBufferedReader(file)) {
            return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in).stream()
                    .map(line -> new Row(line.get("text"), line.get("category")))
                    .toList();
        }
    }
}
