package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.reports.ReportPage.Bar;
import io.keepwell.conversations.reports.ReportPage.Shown;
import io.keepwell.conversations.reports.Reports.Line;
import io.keepwell.conversations.reports.Reports.Report;
import io.keepwell.shared.ForTeam;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of reports, and their tables for spreadsheets.
@Controller
@ForTeam
@RequestMapping("/reports")
class ReportController {

    private static final int SHOWN = 200;
    private static final int EXPORTED = 100_000;

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    /// The rows behind a number.
    ///
    /// @param more whether there are more than are shown
    record RowsPage(
            ReportKind kind,
            Which which,
            String group,
            Span span,
            List<ReportStore.Row> rows,
            boolean more,
            String csv) {

        String words() {
            return t(
                    "conversations.reports.span",
                    "from",
                    ReportPage.day(span.from()),
                    "until",
                    ReportPage.day(span.to().minusDays(1)));
        }

        String verdict(ReportStore.Row row) {
            var which = row.undecided() && !row.judged()
                    ? "undecided"
                    : !row.judged() ? "measured" : row.kept() ? "kept" : "broken";
            return t("conversations.reports.verdict." + which);
        }
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String by,
            Model model) {
        var span = reports.span(from, until == null ? null : until.plusDays(1), unit);
        var breakdown = breakdown(by);
        var shown = Arrays.stream(ReportKind.values())
                .map(kind -> shown(reports.of(kind, span, breakdown), span))
                .toList();
        model.addAttribute(
                "page",
                new ReportPage(
                        span,
                        breakdown.map(Breakdown::word).orElse(""),
                        shown.getFirst(),
                        shown.subList(1, shown.size())));
        return "conversations/reports/page";
    }

    /// Medians where it takes time, else shares; the highest bar fills the chart.
    private static Shown shown(Report report, Span span) {
        boolean timed = report.kind().timed();
        double most = timed
                ? report.pieces().stream()
                        .map(line -> line.stat().median())
                        .mapToDouble(it -> it == null ? 0 : it)
                        .max()
                        .orElse(0)
                : 1;
        var bars = report.pieces().stream()
                .map(line -> {
                    var value = timed ? line.stat().median() : line.stat().share();
                    return new Bar(
                            value == null || most == 0 ? 0 : (int) Math.max(1, Math.round(value / most * 100)),
                            value == null ? "" : timed ? ReportPage.length(value) : ReportPage.percent(value),
                            ReportPage.label(span.unit(), LocalDate.parse(line.key())),
                            line.incomplete());
                })
                .toList();
        return new Shown(report, bars, most == 0 ? "" : timed ? ReportPage.length(most) : ReportPage.percent(1.0));
    }

    @GetMapping("/rows")
    String rows(
            @RequestParam String report,
            @RequestParam(defaultValue = "all") String which,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "") String group,
            Model model) {
        var kind = ReportKind.named(report);
        var chosen = Which.named(which);
        var span = reports.span(from, until == null ? null : until.plusDays(1), "month");
        var breakdown = breakdown(by);
        var rows = reports.rows(kind, span, chosen, breakdown, group, SHOWN + 1);
        model.addAttribute(
                "page",
                new RowsPage(
                        kind,
                        chosen,
                        breakdown.map(it -> reports.labels(it).apply(group)).orElse(""),
                        span,
                        rows.stream().limit(SHOWN).toList(),
                        rows.size() > SHOWN,
                        "/reports/rows.csv?report=" + kind.word() + "&which=" + chosen.word() + "&from=" + span.from()
                                + "&until=" + span.to().minusDays(1)
                                + breakdown
                                        .map(it -> "&by=" + it.word() + "&group=" + ReportPage.encoded(group))
                                        .orElse("")));
        return "conversations/reports/rows";
    }

    @GetMapping("/rows.csv")
    ResponseEntity<String> rowsTable(
            @RequestParam String report,
            @RequestParam(defaultValue = "all") String which,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "") String group) {
        var kind = ReportKind.named(report);
        var span = reports.span(from, until == null ? null : until.plusDays(1), "month");
        var csv = new Csv()
                .line("number", "subject", "customer", "at", "attended_minutes", "target_minutes", "decided", "kept");
        reports.rows(kind, span, Which.named(which), breakdown(by), group, EXPORTED)
                .forEach(row -> csv.line(
                        row.number(),
                        row.subject(),
                        row.customer(),
                        row.at(),
                        row.seconds() == null ? null : row.seconds() / 60,
                        row.target() == null ? null : row.target() / 60.0,
                        row.judged(),
                        row.judged() ? row.kept() : null));
        return csv(kind.word() + "-rows.csv", csv);
    }

    @GetMapping("/table.csv")
    ResponseEntity<String> table(
            @RequestParam String report,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String by) {
        var kind = ReportKind.named(report);
        var found = reports.of(kind, reports.span(from, until == null ? null : until.plusDays(1), unit), breakdown(by));
        var csv = new Csv()
                .line(
                        "what",
                        "name",
                        "n",
                        "decided",
                        "kept",
                        "share",
                        "low",
                        "high",
                        "undecided",
                        "measured",
                        "median_minutes",
                        "p90_minutes");
        line(csv, "total", new Line("", "", found.total(), false));
        found.pieces().forEach(it -> line(csv, "period", it));
        found.groups().forEach(it -> line(csv, by == null ? "group" : by, it));
        return csv(kind.word() + ".csv", csv);
    }

    private static void line(Csv csv, String what, Line line) {
        var stat = line.stat();
        csv.line(
                what,
                line.label(),
                stat.n(),
                stat.judged(),
                stat.kept(),
                stat.share(),
                stat.low(),
                stat.high(),
                stat.undecided(),
                stat.measured(),
                stat.median() == null ? null : stat.median() / 60,
                stat.p90() == null ? null : stat.p90() / 60);
    }

    private static ResponseEntity<String> csv(String name, Csv csv) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(csv.toString());
    }

    private static Optional<Breakdown> breakdown(@Nullable String by) {
        return Optional.ofNullable(by).filter(it -> !it.isBlank()).map(Breakdown::named);
    }
}
