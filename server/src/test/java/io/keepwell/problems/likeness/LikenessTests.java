package io.keepwell.problems.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.problems.likeness.Signals.Kind;
import io.keepwell.problems.likeness.Suggestions.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Complaints of Pennyfold's customers, and what is suggested for the next one.
class LikenessTests {

    private static final UUID SYNC = id("sync");
    private static final UUID DOUBLE = id("double");
    private static final UUID CRASH = id("crash");

    private final Likeness likeness = new Likeness();
    private long examples;

    @AfterEach
    void close() {
        likeness.close();
    }

    @Test
    @DisplayName(
            "Feedback 4.3: of complaints nobody has seen, so many find their problem among the first five; build fails below")
    void theRightProblemIsAmongTheFirst() throws IOException {
        int first = 0;
        int five = 0;
        int asked = 0;
        var lines = extract();
        for (int fold = 0; fold < 4; fold++) {
            try (var learner = new Likeness()) {
                for (int i = 0; i < lines.size(); i++) {
                    if (i % 4 != fold) {
                        learner.learn(example(lines.get(i), i));
                    }
                }
                learner.train();
                for (int i = fold; i < lines.size(); i += 4) {
                    var order = problems(
                            learner.suggest(complaint(lines.get(i)[1]), 5).likeliest());
                    asked++;
                    first += order.getFirst().equals(id(lines.get(i)[0])) ? 1 : 0;
                    five += order.contains(id(lines.get(i)[0])) ? 1 : 0;
                }
            }
        }
        assertThat(asked).isEqualTo(64);
        assertThat((double) first / asked).isGreaterThanOrEqualTo(FIRST);
        assertThat((double) five / asked).isGreaterThanOrEqualTo(FIVE);
    }

    /// What was reached on 2026-11-22, less two points.
    private static final double FIRST = 0.46;

    private static final double FIVE = 0.85;

    @Test
    void whatWasConfirmedCountsInTheVeryNextAnswerAndWhatIsForgottenInNone() {
        assertThat(likeness.suggest(complaint("Nothing from my bank since Tuesday"), 5)
                        .likeliest())
                .isEmpty();
        learn(SYNC, "Since Tuesday nothing comes from my bank.");

        var found = likeness.suggest(complaint("Nothing from my bank since Tuesday"), 5);
        assertThat(problems(found.likeliest())).containsExactly(SYNC);
        assertThat(found.familiarity()).isGreaterThan(0.7);
        var because = found.likeliest().getFirst().because();
        assertThat(because).hasSize(1);
        assertThat(because.getFirst().example()).isEqualTo(new UUID(1, 1));
        assertThat(because.getFirst().words()).contains("bank", "Tuesday").doesNotContain("my", "from");

        likeness.forget(new UUID(1, 1));
        assertThat(likeness.suggest(complaint("Nothing from my bank since Tuesday"), 5)
                        .likeliest())
                .isEmpty();
    }

    @Test
    void aNewProblemIsSuggestedBeforeTheModelKnowsItAndAForgottenOneNeverAgain() throws IOException {
        learnAll();
        likeness.train();
        var fresh = id("fresh");
        learn(fresh, "The watch does not show my budget after pairing.");

        var text = complaint("My watch shows no budget after pairing it");
        assertThat(problems(likeness.suggest(text, 5).likeliest()).getFirst()).isEqualTo(fresh);
        assertThat(likeness.train()).isTrue();
        assertThat(likeness.train()).isFalse();
        assertThat(problems(likeness.suggest(text, 5).likeliest()).getFirst()).isEqualTo(fresh);

        likeness.forgetProblem(CRASH);
        assertThat(problems(likeness.suggest(complaint("The app crashes at start"), 20)
                        .likeliest()))
                .doesNotContain(CRASH);
    }

    @Test
    @DisplayName("4.2.1: a problem without any example is found by its names, and says by which words")
    void namesAreFound() {
        likeness.describe(new KnownProblem(
                SYNC, Locale.ENGLISH, List.of("Nordbank sync fails", "bank connection"), Signals.NONE));
        likeness.describe(new KnownProblem(DOUBLE, Locale.ENGLISH, List.of("Charged twice"), Signals.NONE));

        var found = likeness.suggest(complaint("Is something wrong with Nordbank?"), 5)
                .likeliest();
        assertThat(found.getFirst().problem()).isEqualTo(SYNC);
        assertThat(found.getFirst().named()).contains("Nordbank");
        assertThat(found.getFirst().because()).isEmpty();

        // across languages by what has a name
        var german = new Complaint(Locale.GERMAN, "Nordbank", "Seit Dienstag kommt nichts mehr an.");
        assertThat(problems(likeness.suggest(german, 1).likeliest())).containsExactly(SYNC);
    }

    @Test
    @DisplayName("4.2.6: an error code that always came with one problem beats words that speak of another")
    void signalsBeatText() throws IOException {
        learnAll();
        for (int i = 0; i < 4; i++) {
            likeness.learn(new Example(
                    new UUID(2, i),
                    SYNC,
                    new Complaint(Locale.ENGLISH, "", "My bank is gone " + i, Signals.of(Kind.ERROR_CODE, "4102"))));
            likeness.learn(new Example(
                    new UUID(3, i),
                    CRASH,
                    new Complaint(Locale.ENGLISH, "", "It crashed " + i, Signals.of(Kind.ERROR_CODE, "E-77"))));
        }
        likeness.train();
        var words = "The app crashes at start";
        assertThat(problems(likeness.suggest(complaint(words), 1).likeliest())).containsExactly(CRASH);

        var coded = new Complaint(Locale.ENGLISH, "", words, Signals.of(Kind.ERROR_CODE, "4102"));
        var found = likeness.suggest(coded, 1).likeliest().getFirst();
        assertThat(found.problem()).isEqualTo(SYNC);
        assertThat(found.signals()).containsExactly(new Suggestions.Shared(Kind.ERROR_CODE, "4102"));

        // what came with everything says nothing
        var common = new SignalEvidence();
        for (int i = 0; i < 50; i++) {
            common.add(SYNC, Signals.of(Kind.VERSION, "4.8"), 1);
            common.add(CRASH, Signals.of(Kind.VERSION, "4.8"), 1);
        }
        assertThat(common.evidence(SYNC, Signals.of(Kind.VERSION, "4.8"))).isBetween(-0.1, 0.1);
    }

    @Test
    void aRefusalLowersTheProblemForAlikeTextsAndNotForOthers() throws IOException {
        learnAll();
        likeness.train();
        var text = complaint("The app closes when I open the chart of my bank");
        var other = complaint("You charged me twice");
        double before = score(text, CRASH);
        double otherBefore = score(other, DOUBLE);

        likeness.refuse(new Example(new UUID(9, 1), CRASH, text));

        assertThat(score(text, CRASH)).isLessThan(before / 3);
        assertThat(score(complaint("When I open the bank chart, the app closes"), CRASH))
                .isLessThan(before);
        assertThat(score(other, DOUBLE)).isCloseTo(otherBefore, org.assertj.core.data.Offset.offset(0.02));

        // confirmed after all
        likeness.learn(new Example(new UUID(9, 1), CRASH, text));
        assertThat(score(text, CRASH)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void theSameThingsToldMakeTheSameAnswers() throws IOException {
        var answers = new ArrayList<Suggestions>();
        for (int run = 0; run < 2; run++) {
            try (var learner = new Likeness()) {
                var lines = extract();
                for (int i = 0; i < lines.size(); i++) {
                    learner.learn(example(lines.get(i), i));
                }
                learner.train();
                answers.add(learner.suggest(complaint("My card was charged and then the app closed"), 8));
            }
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(1));
        assertThat(answers.get(0).likeliest().stream()
                        .mapToDouble(Suggestion::score)
                        .sum())
                .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void strangeTextsAreNoTrouble() throws IOException {
        learnAll();
        likeness.train();
        for (var text : List.of("", " \n", "???", "🙂🙂", "日本語の苦情", "x".repeat(20_000), "a ".repeat(9000))) {
            assertThat(likeness.suggest(new Complaint(Locale.JAPANESE, "", text), 5)
                            .likeliest())
                    .hasSize(5);
            assertThat(likeness.suggest(complaint(text), 5).familiarity()).isBetween(0.0, 1.0);
        }
    }

    private double score(Complaint complaint, UUID problem) {
        return likeness.suggest(complaint, 100).likeliest().stream()
                .filter(it -> it.problem().equals(problem))
                .mapToDouble(Suggestion::score)
                .findFirst()
                .orElse(0);
    }

    private void learn(UUID problem, String text) {
        likeness.learn(new Example(new UUID(1, ++examples), problem, complaint(text)));
    }

    private void learnAll() throws IOException {
        for (var line : extract()) {
            learn(id(line[0]), line[1]);
        }
    }

    private static Example example(String[] line, int number) {
        return new Example(new UUID(1, number), id(line[0]), complaint(line[1]));
    }

    private static Complaint complaint(String text) {
        return new Complaint(Locale.ENGLISH, "", text);
    }

    private static List<UUID> problems(List<Suggestion> suggestions) {
        return suggestions.stream().map(Suggestion::problem).toList();
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String[]> extract() throws IOException {
        try (var in = LikenessTests.class.getResourceAsStream("/likeness/complaints.txt")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", 2))
                    .toList();
        }
    }
}
