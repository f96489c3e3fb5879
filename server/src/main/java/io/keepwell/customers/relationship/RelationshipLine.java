package io.keepwell.customers.relationship;

import io.keepwell.customers.RelationshipEvidence.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How a relationship went, from what happened in it.
///
/// The line begins in the middle. Each thing moves it by its weight, at most to the edges at −1 and
/// 1; between them it goes back to the middle, half of the way in ninety days, since what happened
/// long ago says little of today. The rule is our own. It is no measure of loyalty and no forecast:
/// it lays what is known side by side in time.
///
/// @param points where it bends, the first first
record RelationshipLine(List<Point> points) {

    private static final double HALF_LIFE_DAYS = 90;
    private static final double SECONDS_PER_DAY = 86_400;

    /// A bend of the line.
    ///
    /// @param before how high the line came here
    /// @param level  how high it goes on, −1 to 1
    record Point(Item item, double before, double level) {}

    /// The line through some things, in whatever order they come.
    static RelationshipLine of(List<Item> items) {
        var points = new ArrayList<Point>();
        double level = 0;
        Instant last = null;
        for (var item : items.stream().sorted(Comparator.comparing(Item::at)).toList()) {
            double before = last == null ? 0 : faded(level, last, item.at());
            level = Math.clamp(before + item.weight(), -1, 1);
            last = item.at();
            points.add(new Point(item, before, level));
        }
        return new RelationshipLine(List.copyOf(points));
    }

    /// How high it is at an instant, −1 to 1; 0 before it begins.
    double at(Instant instant) {
        double level = 0;
        Instant last = null;
        for (var point : points) {
            if (point.item().at().isAfter(instant)) {
                break;
            }
            level = point.level();
            last = point.item().at();
        }
        return last == null ? 0 : faded(level, last, instant);
    }

    private static double faded(double level, Instant from, Instant to) {
        double days = Duration.between(from, to).toSeconds() / SECONDS_PER_DAY;
        return level * Math.pow(0.5, days / HALF_LIFE_DAYS);
    }
}
