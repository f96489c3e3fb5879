package io.keepwell.science;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedBandsTests {

    @Test
    @DisplayName("3.1.10: each step is one band; two bands count twice")
    void countsStepsOfBands() {
        var change = new PairedBands(0, 10, 70, 15, 5).change().orElseThrow();
        assertThat(change.value()).isCloseTo(15, within(1e-9));
    }

    @Test
    @DisplayName("3.1.10: the same people show a change that two scores do not")
    void isNarrowerThanTwoScores() {
        var before = new NetPromoter(40, 30, 30);
        var after = new NetPromoter(50, 30, 20);
        assertThat(after.since(before).orElseThrow().real()).isFalse();
        var same = new PairedBands(0, 2, 76, 22, 0).change().orElseThrow();
        assertThat(same.value()).isEqualTo(20);
        assertThat(same.real()).isTrue();
    }

    @Test
    void saysNothingOfNobodyAndLittleOfFew() {
        assertThat(new PairedBands(0, 0, 0, 0, 0).change()).isEmpty();
        assertThat(new PairedBands(0, 0, 0, 2, 0).change().orElseThrow().real()).isFalse();
    }

    @DisplayName("3.1.10: the paired interval holds the truth in at least 94 of 100 cases")
    @ParameterizedTest
    @CsvSource({
        "10, 0.05, 0.15, 0.20, 0.10", "30, 0.05, 0.15, 0.20, 0.10", "100, 0.05, 0.15, 0.20, 0.10",
        "1000, 0.05, 0.15, 0.20, 0.10", "10, 0.01, 0.04, 0.08, 0.02", "30, 0.01, 0.04, 0.08, 0.02",
        "100, 0.01, 0.04, 0.08, 0.02", "1000, 0.01, 0.04, 0.08, 0.02"
    })
    void coversAsItSays(int n, double fallenTwo, double fallenOne, double risenOne, double risenTwo) {
        double truth = 100 * (2 * (risenTwo - fallenTwo) + risenOne - fallenOne);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_123);
        int runs = 20_000;
        int held = 0;
        for (int run = 0; run < runs; run++) {
            var steps = new long[5];
            for (int i = 0; i < n; i++) {
                double chance = random.nextDouble();
                int step = chance < fallenTwo
                        ? 0
                        : chance < fallenTwo + fallenOne
                                ? 1
                                : chance < fallenTwo + fallenOne + risenOne
                                        ? 3
                                        : chance < fallenTwo + fallenOne + risenOne + risenTwo ? 4 : 2;
                steps[step]++;
            }
            var interval = new PairedBands(steps[0], steps[1], steps[2], steps[3], steps[4])
                    .change()
                    .orElseThrow()
                    .interval();
            if (interval.holds(truth)) {
                held++;
            }
        }
        assertThat(held / (double) runs).isGreaterThanOrEqualTo(0.94);
    }
}
