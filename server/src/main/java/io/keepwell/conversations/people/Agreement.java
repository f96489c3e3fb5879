package io.keepwell.conversations.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far two colleagues agree beyond chance: Cohen's kappa (Educational and Psychological Measurement 20, 1960).
///
/// @param pairs letters both marked
/// @param same  those they agreed on
/// @param kappa 1 for always, 0 for no more than chance; null where both said the same of everything, or nothing
record Agreement(int pairs, int same, @Nullable Double kappa) {

    /// @param marks what the one and the other said of each letter
    static Agreement of(List<boolean[]> marks) {
        int pairs = marks.size();
        int same = 0;
        int one = 0;
        int other = 0;
        for (var mark : marks) {
            same += mark[0] == mark[1] ? 1 : 0;
            one += mark[0] ? 1 : 0;
            other += mark[1] ? 1 : 0;
        }
        if (pairs == 0) {
            return new Agreement(0, 0, null);
        }
        double observed = (double) same / pairs;
        double yes = (double) one / pairs * other / pairs;
        double no = (double) (pairs - one) / pairs * (pairs - other) / pairs;
        double chance = yes + no;
        // where both always say the same there is nothing to agree on beyond chance
        return new Agreement(pairs, same, chance > 1 - 1e-12 ? null : (observed - chance) / (1 - chance));
    }
}
