package io.keepwell.science;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTests {

    /// The values of Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in
    /// Medicine 17, table I, method 3.
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void agreesWithPublishedValues(long count, long of, double low, double high) {
        var interval = new Proportion(count, of).interval();
        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void knowsNothingOfNone() {
        assertThat(new Proportion(0, 0).share()).isEmpty();
        assertThat(new Proportion(0, 0).interval()).isEqualTo(new Interval(0, 1));
        assertThatThrownBy(() -> new Proportion(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /// The values of Newcombe (1998), "Interval estimation for the difference between independent
    /// proportions", Statistics in Medicine 17, table II, method 10.
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926"
    })
    void comparesAsPublished(long count, long of, long earlier, long ofEarlier, double low, double high) {
        var difference = new Proportion(count, of)
                .since(new Proportion(earlier, ofEarlier))
                .orElseThrow();
        assertThat(difference.interval().low()).isCloseTo(low, within(0.00006));
        assertThat(difference.interval().high()).isCloseTo(high, within(0.00006));
        assertThat(difference.real()).isEqualTo(low > 0);
    }
}
