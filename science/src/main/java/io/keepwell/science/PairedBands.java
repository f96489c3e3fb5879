package io.keepwell.science;

import java.util.Optional;

/// The same people asked twice: how many rose and fell, and by how much. What differs between
/// people drops out, so it is narrower than comparing two scores.
///
/// Each person's step is band now minus band then, with promoter +1, passive 0, detractor −1; its
/// mean times 100 is the change of the score among them. Before error and centre of the interval
/// are taken, one step up and one down are added, in the manner of Agresti and Min (2005, "Simple
/// improved confidence intervals for comparing matched proportions", Statistics in Medicine 24):
/// where nearly nobody changes, the plain formula covers too little. How much to add was found by
/// simulation, see its test.
///
/// @param fallenTwo from promoter to detractor
/// @param fallenOne by one band
/// @param same      in the same band
/// @param risenOne  by one band
/// @param risenTwo  from detractor to promoter
public record PairedBands(long fallenTwo, long fallenOne, long same, long risenOne, long risenTwo) {

    private static final double ADDED_EACH_WAY = 1;

    /// How many people answered both times.
    public long n() {
        return fallenTwo + fallenOne + same + risenOne + risenTwo;
    }

    /// The change of the score among them, in points.
    ///
    /// @return empty where there are none
    public Optional<Difference> change() {
        if (n() == 0) {
            return Optional.empty();
        }
        double plain = 100.0 * (risenOne - fallenOne + 2 * (risenTwo - fallenTwo)) / n();
        double n = n() + 2 * ADDED_EACH_WAY;
        double mean = (risenOne - fallenOne + 2.0 * (risenTwo - fallenTwo)) / n;
        double squares = (risenOne + fallenOne + 2 * ADDED_EACH_WAY + 4.0 * (risenTwo + fallenTwo)) / n;
        double error = 100 * Math.sqrt((squares - mean * mean) / n);
        var interval = Interval.around(100 * mean, Interval.Z * error, -200, 200);
        return Optional.of(new Difference(plain, interval, !interval.holds(0)));
    }
}
