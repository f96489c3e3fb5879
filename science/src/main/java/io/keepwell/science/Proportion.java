package io.keepwell.science;

import java.util.OptionalDouble;

/// So many of so many, with the interval of Wilson (1927), "Probable inference, the law of
/// succession, and statistical inference", Journal of the American Statistical Association 22.
///
/// @param count those of whom it holds
/// @param of    all of them
public record Proportion(long count, long of) {

    /// @throws IllegalArgumentException where the part is larger than the whole, or negative
    public Proportion {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException(count + " of " + of + " is no proportion");
        }
    }

    /// The share, 0 to 1; empty of none.
    public OptionalDouble share() {
        return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) count / of);
    }

    /// The 95 % interval of the share; 0 to 1 of none.
    public Interval interval() {
        if (of == 0) {
            return new Interval(0, 1);
        }
        double share = (double) count / of;
        double z2 = Interval.Z * Interval.Z;
        double centre = (share + z2 / (2 * of)) / (1 + z2 / of);
        double half = Interval.Z / (1 + z2 / of) * Math.sqrt(share * (1 - share) / of + z2 / (4.0 * of * of));
        return Interval.around(centre, half, 0, 1);
    }
}
