package io.keepwell.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A chart of figures over time, drawn by `static/js/chart.js` from the template `shared/chart`. All words in it are
/// made here, in the language of the request; the page shows the same figures as a table beside it.
///
/// @param spoken what the chart shows in a sentence, for those who do not see it
/// @param ticks  the values that are named at the side, rising and evenly apart; the chart ends with the first and last
public record Chart(Shape shape, String spoken, List<Tick> ticks, List<Point> points) {

    /// How the figures are drawn.
    public enum Shape {
        /// Amounts; their ticks begin at zero, since a bar tells by its length.
        BARS,
        /// Shares with the interval they may lie in.
        LINE
    }

    /// A value at the side.
    public record Tick(double at, String label) {}

    /// A piece of time.
    ///
    /// @param value      its figure, null where there is none
    /// @param low        where its interval begins, null where it has none
    /// @param words      the figure as people read it, empty where there is none
    /// @param detail     what stands behind the figure, such as its denominator
    /// @param incomplete whether the time is not over, so that the figure may still change
    /// @param href       where the number opens to what it is made of
    public record Point(
            String label,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            String words,
            String detail,
            boolean incomplete,
            String href) {}

    /// Whether there is anything to draw.
    public boolean drawn() {
        return points.stream().anyMatch(point -> point.value() != null);
    }

    /// The chart as the script reads it.
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
