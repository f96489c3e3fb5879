package io.keepwell.science;

import java.util.OptionalDouble;

/// A net promoter score in which each group, such as an account, counts once whatever the number of
/// its answers: the mean over groups of the mean within each, times 100. Weights make it say more of
/// some groups; then it is another figure and has to be called so.
///
/// The interval is that of [NetPromoter] with means of groups in place of answers: three groups are
/// added (¾ at +1, 1½ at 0, ¾ at −1), and with weights the number of groups is Kish's effective one,
/// (Σw)² / Σw² (Kish 1965, Survey Sampling, 11.7).
///
/// @param groups    how many groups answered
/// @param effective how many equal groups they are worth; without weights as many as there are
/// @param mean      weighted mean of the means of the groups, each from −1 to 1
/// @param square    weighted mean of their squares, 0 to 1
public record GroupedScore(long groups, double effective, double mean, double square) {

    private static final double ADDED = 3;
    private static final double ADDED_SQUARES = 1.5;

    /// Gathers the groups one after another.
    public static final class Sum {

        private long groups;
        private double weights;
        private double squaredWeights;
        private double means;
        private double squares;

        /// @param mean   of the answers of a group, promoter +1, passive 0, detractor −1
        /// @param weight above 0
        public void add(double mean, double weight) {
            if (!(weight > 0) || Math.abs(mean) > 1) {
                throw new IllegalArgumentException("A mean of " + mean + " with a weight of " + weight);
            }
            groups++;
            weights += weight;
            squaredWeights += weight * weight;
            means += weight * mean;
            squares += weight * mean * mean;
        }

        /// What has been gathered.
        public GroupedScore score() {
            return groups == 0
                    ? new GroupedScore(0, 0, 0, 0)
                    : new GroupedScore(groups, weights * weights / squaredWeights, means / weights, squares / weights);
        }
    }

    /// The score, −100 to 100; empty without groups.
    public OptionalDouble score() {
        return groups == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * mean);
    }

    /// Its 95 % interval; −100 to 100 without groups.
    public Interval interval() {
        if (groups == 0) {
            return new Interval(-100, 100);
        }
        double n = effective + ADDED;
        double centre = effective * mean / n;
        double variance = (effective * square + ADDED_SQUARES) / n - centre * centre;
        return Interval.around(100 * centre, 100 * Interval.Z * Math.sqrt(variance / n), -100, 100);
    }
}
