package io.keepwell.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RankingTests {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    @Test
    void oneRisesByOnePlaceAndTheFirstStays() {
        assertThat(Ranking.risen(List.of(A, B, C), C)).containsExactly(A, C, B);
        assertThat(Ranking.risen(List.of(A, B, C), A)).containsExactly(A, B, C);
        assertThat(Ranking.risen(List.of(A, B), C)).containsExactly(A, B);
    }

    @Test
    void anOrderIsCompleteOnlyWithEachThingOnce() {
        assertThat(Ranking.complete(List.of(B, A), List.of(A, B))).isTrue();
        assertThat(Ranking.complete(List.of(A, A), List.of(A, B))).isFalse();
        assertThat(Ranking.complete(List.of(A), List.of(A, B))).isFalse();
    }
}
