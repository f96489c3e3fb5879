package io.keepwell.science;

import java.util.Optional;
import java.util.OptionalDouble;

/// A net promoter score: 100 × (promoters − detractors) / n, from −100 to 100. It is no percentage.
///
/// The interval is the adjusted Wald interval of Rocks (2016), "Interval Estimation for the Net
/// Promoter Score", The American Statistician 70(4): three answers are added (¾ promoter, 1½
/// passive, ¾ detractor) before variance and centre are taken, since the plain formula says ±0
/// where everybody agrees and covers too little in small samples. The score itself stays as it was
/// answered.
///
/// @param promoters  how many answered 9 or 10
/// @param passives   how many answered 7 or 8
/// @param detractors how many answered 0 to 6
public record NetPromoter(long promoters, long passives, long detractors) {

    private static final double ADDED = 3;
    private static final double ADDED_EACH_SIDE = 0.75;
    /// Above this share of those asked, what is not known of the rest shrinks noticeably.
    private static final double MANY_OF_ALL = 0.05;

    /// @throws IllegalArgumentException where a count is negative
    public NetPromoter {
        if (promoters < 0 || passives < 0 || detractors < 0) {
            throw new IllegalArgumentException("Counts are not negative");
        }
    }

    /// How many answered.
    public long n() {
        return promoters + passives + detractors;
    }

    /// The score, −100 to 100; empty where nobody answered, which is not the same as 0.
    public OptionalDouble score() {
        return n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * (promoters - detractors) / n());
    }

    /// The 95 % interval for as many people as one likes to think of.
    ///
    /// @return −100 to 100 where nobody answered
    public Interval interval() {
        return interval(Long.MAX_VALUE);
    }

    /// The 95 % interval for a population of which these are some. Where more than one in twenty
    /// answered, the half-width is multiplied by √((N − n)/(N − 1)), the finite population
    /// correction (Cochran 1977, Sampling Techniques, 2.6).
    ///
    /// @param population how many were asked; fewer than answered counts as those who did
    public Interval interval(long population) {
        if (n() == 0) {
            return new Interval(-100, 100);
        }
        return Interval.around(
                100 * adjustedMean(), 100 * Interval.Z * adjustedError() * correction(population), -100, 100);
    }

    /// How far this differs from an earlier score of other people, and whether that is more than
    /// chance: |difference| > 1.96 × √(se₁² + se₂²). Here too the adjusted figures decide: with the
    /// plain ones, two samples of ten from the same people are called different in 11 of 100 cases
    /// instead of 5.
    ///
    /// @return empty where one of them has no answers
    public Optional<Difference> since(NetPromoter earlier) {
        if (n() == 0 || earlier.n() == 0) {
            return Optional.empty();
        }
        double difference = score().orElseThrow() - earlier.score().orElseThrow();
        double error = Math.hypot(adjustedError(), earlier.adjustedError());
        var interval =
                Interval.around(100 * (adjustedMean() - earlier.adjustedMean()), 100 * Interval.Z * error, -200, 200);
        return Optional.of(new Difference(difference, interval, !interval.holds(0)));
    }

    /// The standard error of the score by the plain formula, in points: 100 × √(variance / n) with
    /// the variance p + d − (p − d)² of one answer. For planning; the interval uses the adjusted
    /// one.
    public double plainError() {
        return 100 * error(promoters, detractors, n());
    }

    /// How many answers the plain formula asks for.
    ///
    /// @param promoters  expected share, 0 to 1
    /// @param detractors expected share, 0 to 1
    /// @param halfWidth  wanted half-width of the 95 % interval, in points, above 0
    public static long needed(double promoters, double detractors, double halfWidth) {
        double variance = promoters + detractors - (promoters - detractors) * (promoters - detractors);
        double ratio = 100 * Interval.Z / halfWidth;
        return (long) Math.ceil(variance * ratio * ratio);
    }

    private double adjustedMean() {
        return (promoters - detractors) / (n() + ADDED);
    }

    private double adjustedError() {
        return error(promoters + ADDED_EACH_SIDE, detractors + ADDED_EACH_SIDE, n() + ADDED);
    }

    private static double error(double promoters, double detractors, double n) {
        double up = promoters / n;
        double down = detractors / n;
        return Math.sqrt((up + down - (up - down) * (up - down)) / n);
    }

    private double correction(long population) {
        if (population == Long.MAX_VALUE || n() <= MANY_OF_ALL * population) {
            return 1;
        }
        return population <= n() ? 0 : Math.sqrt((population - n()) / (population - 1.0));
    }
}
