package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.reports.Reports.Line;
import io.keepwell.conversations.reports.Reports.Report;
import io.keepwell.shared.Chart;
import io.keepwell.shared.Chart.Point;
import io.keepwell.shared.Chart.Shape;
import io.keepwell.shared.Chart.Tick;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Draws a report over time: the median where it takes time, else the share with its interval.
final class ReportChart {

    /// Steps between the values at the side, in seconds: 5 minutes to 100 hours.
    private static final List<Integer> STEPS = List.of(
            300, 600, 900, 1800, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 16 * 3600, 24 * 3600, 48 * 3600, 100 * 3600);

    private static final int MOST_TICKS = 3;

    private ReportChart() {}

    static Chart of(ReportPage page, Report report) {
        boolean timed = report.kind().timed();
        var points = report.pieces().stream()
                .map(line -> timed ? median(page, report.kind(), line) : share(page, report.kind(), line))
                .toList();
        return new Chart(
                timed ? Shape.BARS : Shape.LINE,
                spoken(report.kind(), points),
                timed ? lengths(points) : shares(points),
                points);
    }

    private static Point median(ReportPage page, ReportKind kind, Line line) {
        var stat = line.stat();
        return point(
                page,
                line,
                stat.median(),
                stat.median() == null ? "" : ReportPage.length(stat.median()),
                t("conversations.reports.measured", "n", stat.measured()),
                page.piece(kind, Which.MEASURED, line.key()));
    }

    private static Point share(ReportPage page, ReportKind kind, Line line) {
        var stat = line.stat();
        return point(
                page,
                line,
                stat.share(),
                stat.share() == null ? "" : ReportWords.percent(stat.share()),
                stat.share() == null
                        ? ""
                        : t("conversations.reports.of", "kept", stat.kept(), "judged", stat.judged()) + " · "
                                + ReportWords.interval(stat),
                page.piece(kind, Which.JUDGED, line.key()));
    }

    private static Point point(
            ReportPage page, Line line, @Nullable Double value, String words, String detail, String href) {
        return new Point(
                page.pieceLabel(line.key()),
                value,
                value == null ? null : line.stat().low(),
                value == null ? null : line.stat().high(),
                words,
                line.incomplete() ? detail + " · " + t("conversations.reports.incomplete") : detail,
                line.incomplete(),
                href);
    }

    /// From the whole, the upper half or the upper fifth: as near as all intervals fit.
    private static List<Tick> shares(List<Point> points) {
        double least = points.stream()
                .mapToDouble(point -> point.low() == null ? 1 : point.low())
                .min()
                .orElse(0);
        int from = least >= 0.8 ? 80 : least >= 0.5 ? 50 : 0;
        return IntStream.of(from, (from + 100) / 2, 100)
                .mapToObj(percent -> new Tick(percent / 100.0, percent + " %"))
                .toList();
    }

    private static List<Tick> lengths(List<Point> points) {
        double most = points.stream()
                .mapToDouble(point -> point.value() == null ? 0 : point.value())
                .max()
                .orElse(0);
        int step = STEPS.stream()
                .filter(seconds -> most <= (double) seconds * MOST_TICKS)
                .findFirst()
                .orElseGet(() -> Math.ceilDiv((int) Math.ceil(most / MOST_TICKS), STEPS.getLast()) * STEPS.getLast());
        return IntStream.rangeClosed(0, Math.max(1, (int) Math.ceil(most / step)))
                .mapToObj(i -> new Tick((double) i * step, i == 0 ? "0" : ReportPage.length((double) i * step)))
                .toList();
    }

    private static String spoken(ReportKind kind, List<Point> points) {
        var known = points.stream().filter(point -> point.value() != null).toList();
        if (known.isEmpty()) {
            return kind.title();
        }
        var byValue = Comparator.comparing((Point point) -> point.value() == null ? 0 : point.value());
        var telling = kind.timed()
                ? known.stream().max(byValue).orElseThrow()
                : known.stream().min(byValue).orElseThrow();
        return t(
                kind.timed() ? "conversations.reports.chart.times" : "conversations.reports.chart.shares",
                "title",
                kind.title(),
                "extreme",
                telling.words(),
                "when",
                telling.label(),
                "last",
                known.getLast().words(),
                "end",
                known.getLast().label());
    }
}
