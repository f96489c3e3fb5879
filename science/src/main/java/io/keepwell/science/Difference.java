package io.keepwell.science;

/// How far two figures are apart.
///
/// @param value    the later minus the earlier, as they were measured
/// @param interval the 95 % interval of the true difference
/// @param real     whether it is more than chance: the interval does not hold 0. Else it is within
///     noise, and nothing may be read from it
public record Difference(double value, Interval interval, boolean real) {

    /// The same in another unit.
    ///
    /// @param factor above 0, such as 100 for percent
    public Difference times(double factor) {
        return new Difference(factor * value, new Interval(factor * interval.low(), factor * interval.high()), real);
    }
}
