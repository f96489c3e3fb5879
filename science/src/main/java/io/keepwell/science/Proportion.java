package io.keepwell.science;

import java.util.Optional;
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

    /// How far this share differs from an earlier one of other people, and whether that is more than
    /// chance: the interval of Newcombe (1998), "Interval estimation for the difference between
    /// independent proportions", Statistics in Medicine 17, method 10, made of both Wilson intervals.
    ///
    /// @return shares, −1 to 1; empty where one of them is of none
    public Optional<Difference> since(Proportion earlier) {
        if (of == 0 || earlier.of == 0) {
            return Optional.empty();
        }
        double now = (double) count / of;
        double then = (double) earlier.count / earlier.of;
        var a = interval();
        var b = earlier.interval();
        double low = now - then - Math.hypot(now - a.low(), b.high() - then);
        double high = now - then + Math.hypot(a.high() - now, then - b.low());
        return Optional.of(new Difference(now - then, new Interval(low, high), low > 0 || high < 0));
    }
}
