package io.keepwell.problems.repeats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.problems.RepeatGrade;
import io.keepwell.problems.repeats.History.Sighting;
import io.keepwell.problems.repeats.History.Span;
import io.keepwell.problems.repeats.History.Told;
import io.keepwell.problems.repeats.History.Unhelped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as the same again, for one account (feedback.md 3.8).
class RepeatsTests {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final UUID SYNC = new UUID(1, 1);
    private static final UUID EXPORT = new UUID(1, 2);
    private static final UUID LOGIN = new UUID(1, 3);
    private static final UUID BANKS = new UUID(2, 1);
    private static final UUID ANA = new UUID(3, 1);
    private static final UUID BEN = new UUID(3, 2);

    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Map<UUID, List<Span>> spans = new HashMap<>();
    private final Set<UUID> badly = new HashSet<>();
    private final Set<Unhelped> unhelped = new HashSet<>();

    @Test
    @DisplayName("3.8.1: several letters within one open episode are one occurrence")
    void callsALetterMoreNoRepeat() {
        lasts(SYNC, 0, null);
        writes(ANA, SYNC, 1);
        writes(ANA, SYNC, 3);
        writes(BEN, SYNC, 40);

        assertThat(repeats()).isEmpty();
        assertThat(Repeats.occurrences(history()).get(SYNC)).hasSize(1);
    }

    @ParameterizedTest(name = "fixed on day 10, told on day {0}, again on day {1}: {2}")
    @DisplayName("3.8.2: again is after they were told that it is fixed, or 14 days after it was over")
    @CsvSource({
        "11, 12, true", // told, then again
        "11, 9, false", // before it was fixed
        "13, 12, false", // told only afterwards
        "-1, 12, false", // never told, two days after it was over
        "-1, 23, false",
        "-1, 24, true", // never told, 14 days after it was over
        "11, 300, true"
    })
    void tellsARepeatFromARest(int toldOn, int again, boolean repeat) {
        lasts(SYNC, 0, 10);
        writes(ANA, SYNC, 1);
        if (toldOn >= 0) {
            told.add(new Told(SYNC, day(toldOn)));
        }
        writes(ANA, SYNC, again);

        assertThat(repeats()).hasSize(repeat ? 1 : 0);
    }

    @Test
    @DisplayName("3.8.3: red is the same person and problem, amber another person or a sibling problem")
    void gradesByWhoAndWhat() {
        lasts(SYNC, 0, 10);
        lasts(EXPORT, 0, null);
        lasts(LOGIN, 0, null);
        writes(ANA, SYNC, 1);
        told.add(new Told(SYNC, day(11)));
        var red = writes(ANA, SYNC, 20);
        var colleague = writes(BEN, SYNC, 21);
        var sibling = writes(BEN, EXPORT, 30);
        sightings.add(new Sighting(LOGIN, null, ANA, UUID.randomUUID(), day(31)));

        assertThat(repeats())
                .extracting(Repeat::conversation, Repeat::grade)
                .containsExactlyInAnyOrder(
                        tuple(red, RepeatGrade.RED),
                        tuple(colleague, RepeatGrade.AMBER),
                        tuple(sibling, RepeatGrade.AMBER));
    }

    @Test
    @DisplayName("3.8.3: dark red is red after a broken promise, or after a fix that did not work for them")
    void failsTwice() {
        lasts(SYNC, 0, 10);
        var first = writes(ANA, SYNC, 1);
        told.add(new Told(SYNC, day(11)));
        writes(ANA, SYNC, 20);

        badly.add(first);
        assertThat(repeats()).extracting(Repeat::grade).containsExactly(RepeatGrade.DARK_RED);
        badly.clear();
        unhelped.add(new Unhelped(SYNC, ANA));
        assertThat(repeats()).extracting(Repeat::grade).containsExactly(RepeatGrade.DARK_RED);
        unhelped.clear();
        assertThat(repeats()).extracting(Repeat::grade).containsExactly(RepeatGrade.RED);
    }

    @ParameterizedTest(name = "{0} days later weighs {1}")
    @DisplayName("3.8.4: full weight up to 90 days, half up to 180, a quarter after")
    @CsvSource({"20, 1", "90, 1", "91, 0.5", "180, 0.5", "181, 0.25", "700, 0.25"})
    void weighsByCloseness(int later, double weight) {
        lasts(SYNC, 0, 10);
        writes(ANA, SYNC, 1);
        writes(ANA, SYNC, 10 + later);

        assertThat(repeats()).extracting(Repeat::weight).containsExactly(weight);
    }

    @Test
    @DisplayName("3.8.5: a history that is put back gives back what it gave")
    void isTheSameAfterUndoing() {
        lasts(SYNC, 0, 10);
        lasts(EXPORT, 0, 10);
        writes(ANA, SYNC, 1);
        told.add(new Told(SYNC, day(11)));
        writes(ANA, EXPORT, 20);
        var before = repeats();
        assertThat(before).extracting(Repeat::grade).containsExactly(RepeatGrade.AMBER);

        // the two problems turn out to be one, and then not
        var apart = List.copyOf(sightings);
        sightings.replaceAll(it -> new Sighting(SYNC, it.area(), it.person(), it.conversation(), it.at()));
        assertThat(repeats()).extracting(Repeat::grade).containsExactly(RepeatGrade.RED);
        Collections.copy(sightings, apart);
        assertThat(repeats()).isEqualTo(before);

        var unlinked = sightings.removeLast();
        assertThat(repeats()).isEmpty();
        sightings.add(unlinked);
        assertThat(repeats()).isEqualTo(before);
    }

    @Property(tries = 300)
    void partsEveryHistoryIntoTimes(@ForAll long seed) {
        // one instance serves all tries
        sightings.clear();
        told.clear();
        spans.clear();
        var random = new Random(seed);
        var problems = List.of(SYNC, EXPORT, LOGIN);
        for (var problem : problems) {
            int at = 0;
            for (int episode = random.nextInt(3); episode >= 0; episode--) {
                int until = at + 1 + random.nextInt(60);
                lasts(problem, at, episode == 0 && random.nextBoolean() ? null : until);
                at = until + random.nextInt(60);
            }
        }
        for (int i = random.nextInt(12); i >= 0; i--) {
            writes(random.nextBoolean() ? ANA : BEN, problems.get(random.nextInt(3)), random.nextInt(300));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            told.add(new Told(problems.get(random.nextInt(3)), day(random.nextInt(300))));
        }

        var times = Repeats.occurrences(history());
        // 3.8.1: every sighting belongs to one time, and the times of a problem lie one after the other
        assertThat(times.values().stream()
                        .flatMap(List::stream)
                        .map(Occurrence::sightings)
                        .flatMap(Collection::stream))
                .containsExactlyInAnyOrderElementsOf(sightings);
        times.forEach((problem, all) -> {
            for (int i = 1; i < all.size(); i++) {
                assertThat(all.get(i).from())
                        .isAfterOrEqualTo(all.get(i - 1).sightings().getLast().at());
            }
        });
        var repeats = repeats();
        for (var repeat : repeats) {
            boolean same = repeat.before().problem().equals(repeat.again().problem());
            boolean themselves = repeat.before().people().contains(repeat.person());
            assertThat(repeat.before().from()).isBefore(repeat.again().from());
            assertThat(repeat.grade() != RepeatGrade.AMBER).isEqualTo(same && themselves);
            assertThat(repeat.weight()).isIn(1.0, 0.5, 0.25);
        }
        // nothing of the order in which it became known
        Collections.shuffle(sightings, random);
        Collections.shuffle(told, random);
        assertThat(repeats()).containsExactlyInAnyOrderElementsOf(repeats);
        // without the letter that says so there is no repeat in it
        repeats.forEach(repeat -> {
            var rest = new ArrayList<>(sightings);
            rest.removeIf(it -> Objects.equals(repeat.conversation(), it.conversation()));
            assertThat(Repeats.of(new History(rest, told, spans, badly, unhelped)))
                    .extracting(Repeat::conversation)
                    .doesNotContain(repeat.conversation());
        });
    }

    private UUID writes(UUID person, UUID problem, int day) {
        var conversation = UUID.randomUUID();
        sightings.add(new Sighting(problem, BANKS, person, conversation, day(day)));
        return conversation;
    }

    private void lasts(UUID problem, int from, @Nullable Integer until) {
        spans.computeIfAbsent(problem, id -> new ArrayList<>())
                .add(new Span(day(from), until == null ? null : day(until)));
    }

    private List<Repeat> repeats() {
        return Repeats.of(history());
    }

    private History history() {
        return new History(List.copyOf(sightings), told, spans, badly, unhelped);
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }
}
