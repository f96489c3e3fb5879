package io.keepwell.problems;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// How often problems hit accounts again.
public interface Recurrences {

    /// How often one problem hit one account.
    ///
    /// @param extra    times beyond the first
    /// @param afterFix whether one of them began after it had been fixed
    record Recurrence(int extra, boolean afterFix) {

        public static final Recurrence NONE = new Recurrence(0, false);

        /// The factor r of the impact, from 1 to 3 (3.9.1).
        public double factor() {
            return Math.min(3, 1 + 0.5 * extra + (afterFix ? 1 : 0));
        }
    }

    /// By account and problem, as far as it happened more than once.
    Map<UUID, Map<UUID, Recurrence>> of(Collection<UUID> accounts);
}
