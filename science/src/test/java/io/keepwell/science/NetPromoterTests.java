package io.keepwell.science;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetPromoterTests {

    @DisplayName("3.1.3, 3.1.4: 50, 30 and 20 of a hundred are 30 ± 15.3; ten are ± 48, a thousand ± 4.8")
    @ParameterizedTest
    @CsvSource({"5, 3, 2, 48.4", "50, 30, 20, 15.3", "500, 300, 200, 4.84"})
    void knowsTheWorkedExamples(long promoters, long passives, long detractors, double halfWidth) {
        var score = new NetPromoter(promoters, passives, detractors);
        assertThat(score.score()).hasValue(30);
        assertThat(score.plainError() * 1.96).isCloseTo(halfWidth, within(0.05));
    }

    @DisplayName("3.1.5: how many answers an interval needs")
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.2, 5, 938",
        "0.5, 0.2, 10, 235",
        "0.5, 0.2, 20, 59",
        "0.5, 0.5, 5, 1537",
        "0.5, 0.5, 10, 385",
        "0.5, 0.5, 20, 97"
    })
    void knowsHowManyAreNeeded(double promoters, double detractors, double halfWidth, long answers) {
        assertThat(NetPromoter.needed(promoters, detractors, halfWidth)).isEqualTo(answers);
    }

    @Test
    @DisplayName("3.1.2: without answers there is no score, and not 0")
    void hasNoScoreWithoutAnswers() {
        var none = new NetPromoter(0, 0, 0);
        assertThat(none.score()).isEmpty();
        assertThat(none.interval()).isEqualTo(new Interval(-100, 100));
        assertThat(none.since(new NetPromoter(1, 0, 0))).isEmpty();
    }

    @Test
    @DisplayName("3.1.6: where all ten agree, the interval is not ± 0")
    void knowsThatTenOfTenProveLittle() {
        var unanimous = new NetPromoter(0, 0, 10);
        assertThat(unanimous.score()).hasValue(-100);
        assertThat(unanimous.plainError()).isZero();
        assertThat(unanimous.interval().low()).isEqualTo(-100);
        assertThat(unanimous.interval().high()).isGreaterThan(-60);
    }

    @DisplayName("3.1.6: the interval holds the truth in at least 94 of 100 cases")
    @ParameterizedTest
    @CsvSource({
        "10, 0.5, 0.2", "30, 0.5, 0.2", "100, 0.5, 0.2", "1000, 0.5, 0.2", "10, 0.3, 0.4", "30, 0.3, 0.4",
        "100, 0.3, 0.4", "1000, 0.3, 0.4", "10, 0.7, 0.1", "30, 0.7, 0.1", "100, 0.7, 0.1", "1000, 0.7, 0.1"
    })
    void coversAsItSays(int n, double promoters, double detractors) {
        var random = random();
        int runs = 20_000;
        int held = 0;
        for (int run = 0; run < runs; run++) {
            if (sample(random, n, promoters, detractors).interval().holds(100 * (promoters - detractors))) {
                held++;
            }
        }
        assertThat(held / (double) runs).isGreaterThanOrEqualTo(0.94);
    }

    @Test
    @DisplayName("3.1.8: of 150 who were asked 100 answered, so the interval shrinks to 0.58 of its width")
    void narrowsWhereMostOfAllAnswered() {
        var score = new NetPromoter(50, 30, 20);
        assertThat(score.interval(150).halfWidth() / score.interval().halfWidth())
                .isCloseTo(0.58, within(0.005));
        assertThat(score.interval(2_001)).isEqualTo(score.interval());
        assertThat(score.interval(100).halfWidth()).isZero();
    }

    @DisplayName("3.1.9: two samples of one population are called different in some 5 of 100 cases")
    @ParameterizedTest
    @ValueSource(ints = {10, 30, 100, 1000})
    void callsNoiseNoise(int n) {
        var random = random();
        int runs = 20_000;
        int different = 0;
        for (int run = 0; run < runs; run++) {
            if (sample(random, n, 0.5, 0.2)
                    .since(sample(random, n, 0.5, 0.2))
                    .orElseThrow()
                    .real()) {
                different++;
            }
        }
        assertThat(different / (double) runs).isBetween(0.02, 0.065);
    }

    @Test
    @DisplayName("3.1.9: a change is real only beyond 1.96 errors")
    void tellsChangeFromNoise() {
        var before = new NetPromoter(50, 30, 20);
        assertThat(new NetPromoter(55, 28, 17).since(before).orElseThrow().real())
                .isFalse();
        var better = new NetPromoter(70, 20, 10).since(before).orElseThrow();
        assertThat(better.value()).isEqualTo(30);
        assertThat(better.real()).isTrue();
        assertThat(better.interval().low()).isPositive();
    }

    @Test
    void refusesCountsThatAreNone() {
        assertThatThrownBy(() -> new NetPromoter(1, -1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static NetPromoter sample(RandomGenerator random, int n, double promoters, double detractors) {
        long up = 0;
        long down = 0;
        for (int i = 0; i < n; i++) {
            double chance = random.nextDouble();
            if (chance < promoters) {
                up++;
            } else if (chance < promoters + detractors) {
                down++;
            }
        }
        return new NetPromoter(up, n - up - down, down);
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_122);
    }
}
