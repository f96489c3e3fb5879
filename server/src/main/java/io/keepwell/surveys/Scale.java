package io.keepwell.surveys;

/// The scale of a score.
///
/// @param low            smallest value, 0 or more
/// @param high           largest value, at most 10
/// @param higherIsBetter whether the largest is the best; of effort the smallest is (3.1.13)
public record Scale(int low, int high, boolean higherIsBetter) {

    /// @throws IllegalArgumentException where it is no scale
    public Scale {
        if (low < 0 || high <= low || high > 10) {
            throw new IllegalArgumentException("No scale goes from " + low + " to " + high);
        }
    }

    /// Whether a score is on it.
    public boolean holds(int score) {
        return score >= low && score <= high;
    }
}
