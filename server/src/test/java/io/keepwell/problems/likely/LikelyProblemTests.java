package io.keepwell.problems.likely;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemState;
import io.keepwell.problems.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LikelyProblemTests {

    private static final Problem PROBLEM = new Problem(
            UUID.randomUUID(),
            1,
            "Sync",
            "Sync",
            null,
            null,
            ProblemState.REPORTED,
            Severity.SLOWS,
            1,
            "",
            "",
            "",
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            null);

    @Test
    @DisplayName("feedback.md 4.1: a score chooses among what is known; an unfamiliar complaint is never called likely")
    void aScoreAloneMakesNothingLikely() {
        assertThat(how(0.95, true)).isEqualTo("very");
        assertThat(how(0.6, true)).isEqualTo("quite");
        assertThat(how(0.3, true)).isEqualTo("maybe");
        assertThat(how(0.95, false)).isEqualTo("maybe");
    }

    private static String how(double score, boolean familiar) {
        return new LikelyProblem(PROBLEM, score, familiar, List.of(), List.of(), List.of()).how();
    }
}
