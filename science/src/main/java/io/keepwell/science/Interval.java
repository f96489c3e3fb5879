package io.keepwell.science;

/// An interval that holds the true value in 95 of 100 cases, as far as chance goes.
///
/// @param low  lower end
/// @param high upper end, not below the lower
public record Interval(double low, double high) {

    /// The 97.5th percentile of the normal distribution, as every formula here uses it.
    static final double Z = 1.959963984540054;

    /// @throws IllegalArgumentException where the ends are no numbers or the wrong way round
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("No interval goes from " + low + " to " + high);
        }
    }

    /// The interval around a centre, within bounds that the value cannot leave.
    static Interval around(double centre, double halfWidth, double least, double most) {
        return new Interval(Math.clamp(centre - halfWidth, least, most), Math.clamp(centre + halfWidth, least, most));
    }

    /// Half of its width.
    public double halfWidth() {
        return (high - low) / 2;
    }

    /// Whether a value lies in it, the ends included.
    public boolean holds(double value) {
        return value >= low && value <= high;
    }
}
