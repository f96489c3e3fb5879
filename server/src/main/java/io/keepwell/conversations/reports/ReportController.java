package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.reports.Reports.Line;
import io.keepwell.shared.ForTeam;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<ReportsPart> parts;

    ReportController(Reports reports, ObjectProvider<ReportsPart> parts) {
        this.reports = reports;
        this.parts = parts;
    }

    /// The rows behind a number.
    ///
    /// @param groups what they are narrowed to, in words
    /// @param more   whether there are more than are shown
    /// @param back   the reports they come from
    record RowsPage(
            ReportKind kind,
            Which which,
            List<String> groups,
            Span span,
            List<ReportStore.Row> rows,
            boolean more,
            String back,
            String csv) {

        String words() {
            return t(
                    "conversations.reports.span",
                    "from",
                    ReportWords.day(span.from()),
                    "until",
                    ReportWords.day(span.to().minusDays(1)));
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
            @RequestParam(required = false) @Nullable String only,
            Model model) {
        var span = reports.span(from, until == null ? null : until.plusDays(1), unit);
        var breakdown = breakdown(by);
        var alone = Group.read(only);
        model.addAttribute(
                "page",
                new ReportPage(
                        span,
                        breakdown.map(Breakdown::word).orElse(""),
                        alone.map(group -> new ReportPage.Only(group, reports.label(group))),
                        reports.choices(),
                        Arrays.stream(ReportKind.values())
                                .map(kind ->
                                        reports.of(kind, span, alone.stream().toList(), breakdown))
                                .toList()));
        model.addAttribute(
                "above", parts.stream().flatMap(it -> it.show().stream()).toList());
        return "conversations/reports/page";
    }

    @GetMapping("/rows")
    String rows(
            @RequestParam String report,
            @RequestParam(defaultValue = "all") String which,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(required = false) @Nullable String only,
            Model model) {
        var kind = ReportKind.named(report);
        var chosen = Which.named(which);
        var span = reports.span(from, until == null ? null : until.plusDays(1), "month");
        var groups = groups(only, by, group);
        var rows = reports.rows(kind, span, groups, chosen, null, SHOWN + 1);
        var time = "from=" + span.from() + "&until=" + span.to().minusDays(1)
                + (only == null ? "" : "&only=" + ReportPage.encoded(only));
        model.addAttribute(
                "page",
                new RowsPage(
                        kind,
                        chosen,
                        groups.stream().map(reports::label).toList(),
                        span,
                        rows.stream().limit(SHOWN).toList(),
                        rows.size() > SHOWN,
                        "/reports?" + time,
                        "/reports/rows.csv?report=" + kind.word() + "&which=" + chosen.word() + "&" + time
                                + (by == null ? "" : "&by=" + by + "&group=" + ReportPage.encoded(group))));
        return "conversations/reports/rows";
    }

    @GetMapping("/rows.csv")
    ResponseEntity<String> rowsTable(
            @RequestParam String report,
            @RequestParam(defaultValue = "all") String which,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(required = false) @Nullable String only) {
        var kind = ReportKind.named(report);
        var span = reports.span(from, until == null ? null : until.plusDays(1), "month");
        var csv = new Csv()
                .line("number", "subject", "customer", "at", "attended_minutes", "target_minutes", "decided", "kept");
        reports.rows(kind, span, groups(only, by, group), Which.named(which), null, EXPORTED)
                .forEach(row -> csv.line(
                        row.number(),
                        row.subject(),
                        row.customer(),
                        row.at(),
                        row.seconds() == null ? null : row.seconds() / 60,
                        row.target() == null ? null : row.target() / 60.0,
                        row.judged(),
                        row.judged() ? row.kept() : null));
        return csv.answer(kind.word() + "-rows.csv");
    }

    @GetMapping("/table.csv")
    ResponseEntity<String> table(
            @RequestParam String report,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String only) {
        var kind = ReportKind.named(report);
        var span = reports.span(from, until == null ? null : until.plusDays(1), unit);
        var found = reports.of(kind, span, Group.read(only).stream().toList(), breakdown(by));
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
        return csv.answer(kind.word() + ".csv");
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

    /// What rows are narrowed to: the group that is counted alone, and the one whose number was followed.
    static List<Group> groups(@Nullable String only, @Nullable String by, String group) {
        return Stream.concat(Group.read(only).stream(), breakdown(by).map(it -> new Group(it, group)).stream())
                .toList();
    }

    static Optional<Breakdown> breakdown(@Nullable String by) {
        return Optional.ofNullable(by).filter(it -> !it.isBlank()).map(Breakdown::named);
    }
}
