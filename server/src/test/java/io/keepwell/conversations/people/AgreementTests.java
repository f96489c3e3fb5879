package io.keepwell.conversations.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgreementTests {

    @Test
    @DisplayName("Cohen's kappa of the textbook case: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no is 0.4")
    void kappaOfATextbookCase() {
        var marks = marks(20, 5, 10, 15);

        var agreement = Agreement.of(marks);

        assertThat(agreement.pairs()).isEqualTo(50);
        assertThat(agreement.same()).isEqualTo(35);
        assertThat(agreement.kappa()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void alwaysAgreeingIsOneAndAlwaysDisagreeingIsBelowNought() {
        assertThat(Agreement.of(marks(5, 0, 0, 5)).kappa()).isEqualTo(1.0);
        assertThat(Agreement.of(marks(0, 5, 5, 0)).kappa()).isEqualTo(-1.0);
    }

    @Test
    void whereBothAlwaysSayTheSameThereIsNoKappa() {
        assertThat(Agreement.of(marks(7, 0, 0, 0)).kappa()).isNull();
        assertThat(Agreement.of(List.of()).kappa()).isNull();
    }

    private static List<boolean[]> marks(int both, int first, int second, int neither) {
        var marks = new ArrayList<boolean[]>();
        for (int i = 0; i < both; i++) {
            marks.add(new boolean[] {true, true});
        }
        for (int i = 0; i < first; i++) {
            marks.add(new boolean[] {true, false});
        }
        for (int i = 0; i < second; i++) {
            marks.add(new boolean[] {false, true});
        }
        for (int i = 0; i < neither; i++) {
            marks.add(new boolean[] {false, false});
        }
        return marks;
    }
}
