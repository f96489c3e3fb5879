package io.keepwell.customers.relationship;

import io.keepwell.customers.relationship.RelationshipLine.Point;
import io.keepwell.shared.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// The line as it is drawn: in a box of 600 by 120, the middle at 60.
///
/// @param path  of the line, as SVG reads it
/// @param dots  what happened
/// @param from  where it begins, in words
/// @param up    how many things of the last ninety days moved it up
/// @param down  how many moved it down
/// @param all   what it is made of, the newest first
record RelationshipDrawing(String path, List<Dot> dots, String from, int up, int down, List<Point> all) {

    private static final Duration SHOWN = Duration.ofDays(730);
    private static final Duration LATELY = Duration.ofDays(90);
    private static final Duration LEAST = Duration.ofDays(30);
    private static final int WIDTH = 600;
    private static final int MIDDLE = 60;
    private static final int REACH = 52;
    private static final int STEPS = 120;

    /// Something that happened, on the line.
    ///
    /// @param up whether it moved the line up
    record Dot(String x, String y, boolean up, String words) {}

    static RelationshipDrawing of(RelationshipLine line, Instant now) {
        var first = line.points().getFirst().item().at();
        var earliest = now.minus(SHOWN);
        var from = first.isBefore(earliest) ? earliest : first.isAfter(now.minus(LEAST)) ? now.minus(LEAST) : first;
        var shown = line.points().stream()
                .filter(it -> !it.item().at().isBefore(from))
                .toList();
        var path = new StringBuilder();
        var bends = new TreeSet<Instant>();
        long seconds = Math.max(1, Duration.between(from, now).toSeconds());
        for (int i = 0; i <= STEPS; i++) {
            bends.add(from.plusSeconds(seconds * i / STEPS));
        }
        shown.forEach(it -> bends.add(it.item().at()));
        for (var at : bends) {
            var here = shown.stream().filter(it -> it.item().at().equals(at)).toList();
            if (!here.isEmpty()) {
                path.append(command(path))
                        .append(x(at, from, seconds))
                        .append(' ')
                        .append(y(here.getFirst().before()));
            }
            path.append(command(path)).append(x(at, from, seconds)).append(' ').append(y(line.at(at)));
        }
        var lately = shown.stream()
                .filter(it -> it.item().at().isAfter(now.minus(LATELY)))
                .toList();
        return new RelationshipDrawing(
                path.toString(),
                shown.stream()
                        .map(it -> new Dot(
                                x(it.item().at(), from, seconds),
                                y(it.level()),
                                it.item().weight() > 0,
                                it.item().title() + " · "
                                        + Moments.exact(it.item().at())))
                        .toList(),
                Moments.month(from),
                (int) lately.stream().filter(it -> it.item().weight() > 0).count(),
                (int) lately.stream().filter(it -> it.item().weight() < 0).count(),
                line.points().reversed());
    }

    private static String command(StringBuilder path) {
        return path.isEmpty() ? "M" : " L";
    }

    private static String x(Instant at, Instant from, long seconds) {
        return number(WIDTH * (double) Duration.between(from, at).toSeconds() / seconds);
    }

    private static String y(double level) {
        return number(MIDDLE - REACH * level);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
