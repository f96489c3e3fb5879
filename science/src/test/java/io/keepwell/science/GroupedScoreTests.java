package io.keepwell.science;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupedScoreTests {

    @Test
    @DisplayName("3.1.11: a company of fifty voices counts once")
    void countsEachGroupOnce() {
        var sum = new GroupedScore.Sum();
        sum.add(-1, 1); // fifty detractors of one company
        sum.add(1, 1);
        sum.add(1, 1);
        assertThat(sum.score().score().orElseThrow()).isCloseTo(33.33, within(0.01));
    }

    @Test
    @DisplayName("3.1.11: with groups of one answer each it is the plain score with the plain interval")
    void isTheScoreWhereEachGroupIsOnePerson() {
        var sum = new GroupedScore.Sum();
        for (int i = 0; i < 100; i++) {
            sum.add(i < 50 ? 1 : i < 80 ? 0 : -1, 7);
        }
        var plain = new NetPromoter(50, 30, 20);
        assertThat(sum.score().score().orElseThrow()).isCloseTo(30, within(1e-9));
        assertThat(sum.score().interval().low()).isCloseTo(plain.interval().low(), within(1e-9));
        assertThat(sum.score().interval().high()).isCloseTo(plain.interval().high(), within(1e-9));
    }

    @Test
    @DisplayName("3.1.11: one heavy account makes the weighted score uncertain")
    void weighsAndWidens() {
        var even = new GroupedScore.Sum();
        var whale = new GroupedScore.Sum();
        for (int i = 0; i < 40; i++) {
            even.add(i % 2 == 0 ? 1 : 0, 1);
            whale.add(i % 2 == 0 ? 1 : 0, i == 0 ? 100 : 1);
        }
        assertThat(whale.score().score().orElseThrow()).isGreaterThan(80);
        assertThat(whale.score().interval().halfWidth())
                .isGreaterThan(2 * even.score().interval().halfWidth());
    }

    @Test
    void saysNothingOfNobody() {
        var none = new GroupedScore.Sum().score();
        assertThat(none.score()).isEmpty();
        assertThat(none.interval()).isEqualTo(new Interval(-100, 100));
        assertThatThrownBy(() -> new GroupedScore.Sum().add(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
