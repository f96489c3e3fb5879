package io.keepwell.problems.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.problems.likeness.NewProblems.Hint;
import io.keepwell.problems.likeness.NewProblems.Unexplained;
import io.keepwell.problems.likeness.Spikes.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Hints at what nobody has named yet: new problems, spikes, and texts that were sent twice.
class HintsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    @DisplayName(
            "4.2.4: three accounts within 48 hours, unfamiliar and alike, are a hint; two are none, however often they write")
    void threeAccountsAreAHint() {
        var three = List.of(odd(1, 1, 0), odd(2, 1, 30), odd(3, 1, 47));
        assertThat(find(three)).containsExactly(new Hint(List.of(id(3), id(2), id(1)), 3));
        assertThat(find(List.of(odd(1, 1, 0), odd(2, 1, 30), odd(3, 1, 49)))).isEmpty();
        assertThat(find(List.of(odd(1, 1, 0), odd(2, 1, 30), odd(2, 1, 20), odd(1, 1, 3))))
                .isEmpty();
        assertThat(find(List.of(odd(1, 1, 0), odd(2, 2, 30), odd(3, 1, 20)))).isEmpty();
    }

    @Property(tries = 200)
    void oneMoreComplaintNeverTakesAHintAwayAndTheOrderDoesNotMatter(@ForAll long seed) {
        var random = new Random(seed);
        var complaints = new ArrayList<Unexplained>();
        for (int i = 0; i < 3 + random.nextInt(12); i++) {
            complaints.add(new Unexplained(
                    new UUID(5, i),
                    id(random.nextInt(5)),
                    NOW.minus(Duration.ofHours(random.nextInt(60))),
                    random.nextInt(3) == 0 ? 0.9 : 0.1,
                    kind(random.nextInt(3))));
        }
        var hints = find(complaints);
        for (var hint : hints) {
            assertThat(hint.accounts()).isGreaterThanOrEqualTo(3);
            assertThat(hint.complaints()).hasSizeGreaterThanOrEqualTo(3);
        }
        var shuffled = new ArrayList<>(complaints);
        Collections.shuffle(shuffled, random);
        assertThat(find(shuffled)).isEqualTo(hints);

        shuffled.add(new Unexplained(new UUID(6, 0), id(9), NOW, 0.1, kind(random.nextInt(3))));
        var after = find(shuffled);
        for (var hint : hints) {
            assertThat(after).anyMatch(it -> it.complaints().containsAll(hint.complaints()));
        }
    }

    @Test
    void theChanceOfACountIsThatOfTheFormula() {
        // one window without anything: NB(1/2, 1/2), P(X >= 1) = 1 - (1/2)^(1/2)
        assertThat(Spikes.chance(0, 0, 1)).isEqualTo(1);
        assertThat(Spikes.chance(1, 0, 1)).isCloseTo(1 - Math.sqrt(0.5), within(1e-12));
        // many windows: Poisson of mean 2, P(X >= 8) = 0.00109671...
        assertThat(Spikes.chance(8, 2_000_000, 1_000_000)).isCloseTo(0.0010967, within(2e-6));
        assertThat(Spikes.chance(200, 24, 24)).isBetween(0.0, 1e-100);
    }

    @Property(tries = 300)
    void moreComplaintsAreNeverLikelierAndABusierPastNeverMakesThemStranger(
            @ForAll @IntRange(max = 60) int count,
            @ForAll @IntRange(max = 200) int sum,
            @ForAll @IntRange(min = 1, max = 24) int windows) {
        double chance = Spikes.chance(count, sum, windows);
        assertThat(chance).isBetween(0.0, 1.0);
        assertThat(Spikes.chance(count + 1, sum, windows)).isLessThanOrEqualTo(chance + 1e-12);
        assertThat(Spikes.chance(count, sum + 1L, windows)).isGreaterThanOrEqualTo(chance - 1e-12);
    }

    @Property(tries = 300)
    @DisplayName("4.2.4: a spike has at least three accounts and p < 0.001, and nothing is one without a past")
    void aSpikeIsNeverMadeByFew(
            @ForAll @IntRange(max = 100) int count, @ForAll @IntRange(max = 100) int accounts, @ForAll long seed) {
        var random = new Random(seed);
        var before = random.ints(random.nextInt(24), 0, 4).boxed().toList();
        var spike = Spikes.judge("sync", count, accounts, before);
        spike.ifPresent(it -> {
            assertThat(it.accounts()).isGreaterThanOrEqualTo(3);
            assertThat(it.chance()).isLessThan(0.001);
            assertThat(before).isNotEmpty();
            assertThat((double) it.count()).isGreaterThan(it.expected());
        });
    }

    @Test
    void aSuddenCrowdIsFoundAndAUsualMondayIsNot() {
        var occurrences = new ArrayList<Occurrence>();
        for (int week = 0; week <= 8; week++) {
            // every Sunday morning six people complain of the summary: as always
            for (int who = 0; who < 6; who++) {
                var at = NOW.minus(Duration.ofDays(7L * week)).minusSeconds(60 * (who + 1));
                occurrences.add(new Occurrence("summary", id(who), at));
            }
        }
        for (int who = 0; who < 4; who++) {
            occurrences.add(new Occurrence("sync", id(who), NOW.minusSeconds(100L * who)));
            occurrences.add(new Occurrence("one angry person", id(1), NOW.minusSeconds(10L * who)));
        }
        var spikes = Spikes.find(occurrences, Duration.ofHours(1), NOW, NOW.minus(Duration.ofDays(70)));
        assertThat(spikes).extracting(Spikes.Spike::key).containsExactly("sync");
        assertThat(spikes.getFirst().expected()).isZero();
        // a past that was not counted is no quiet past
        assertThat(Spikes.find(occurrences, Duration.ofHours(1), NOW, NOW.minus(Duration.ofDays(2))))
                .isEmpty();
    }

    @Test
    @DisplayName("4.2.5: the same text sent twice is the same; another of the same subject is not")
    void nearDuplicates() {
        var text =
                "Since Tuesday nothing comes from my bank any more and I have tried to connect it again two times already";
        assertThat(NearDuplicates.same(text, text.toUpperCase(Locale.ROOT) + "!!"))
                .isTrue();
        assertThat(NearDuplicates.same(text, text + ".\n\nThanks")).isTrue();
        assertThat(NearDuplicates.same(text, "Nothing comes from my bank since Tuesday"))
                .isFalse();
        assertThat(NearDuplicates.same("", "")).isFalse();
        assertThat(NearDuplicates.same("ok", "OK.")).isTrue();
    }

    @Property(tries = 200)
    void likenessOfTextsIsSymmetricAndOneForTheSame(@ForAll String one, @ForAll String other) {
        double likeness = NearDuplicates.likeness(one, other);
        assertThat(likeness).isBetween(0.0, 1.0).isEqualTo(NearDuplicates.likeness(other, one));
        double self = NearDuplicates.likeness(one, one);
        assertThat(self == 0 || self == 1).isTrue();
    }

    private static List<Hint> find(List<Unexplained> complaints) {
        return NewProblems.find(complaints, (one, other) -> one.text().equals(other.text()) ? 1 : 0, NOW);
    }

    private static Unexplained odd(int account, int kind, int hoursAgo) {
        return new Unexplained(id(account), id(account), NOW.minus(Duration.ofHours(hoursAgo)), 0.1, kind(kind));
    }

    private static Complaint kind(int kind) {
        return new Complaint(Locale.ENGLISH, "", "kind " + kind);
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }
}
