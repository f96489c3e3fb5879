package io.keepwell.conversations.reports;

import io.keepwell.conversations.reports.ReportStore.After;
import io.keepwell.conversations.reports.Reports.Line;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reports, for programs.
@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "Reports", description = "Figures on the same clocks that warn and judge, each with its denominator")
class ReportApi {

    @Schema(name = "ReportFigures", description = "Minutes are minutes of attended time")
    record Figures(
            @Schema(description = "Key of the period (its first day) or of the group; null for the whole") @Nullable
            String key,

            @Nullable String name,
            @Schema(description = "How many facts") long n,

            @Schema(description = "How many of them were decided: the denominator of share")
            long decided,

            long kept,

            @Schema(description = "kept of decided, null at 0") @Nullable
            Double share,

            @Schema(description = "95 % interval by Wilson") @Nullable
            Double low,

            @Nullable Double high,

            @Schema(description = "How many still run") long undecided,

            @Schema(description = "How many have a time: the denominator of median and p90")
            long measured,

            @Nullable Double medianMinutes,
            @Nullable Double p90Minutes,

            @Schema(description = "Fewer than 20 were decided: the share says little")
            boolean small,

            @Schema(description = "Whether its time is not over")
            boolean incomplete) {

        static Figures of(@Nullable String key, @Nullable String name, Stat it, boolean incomplete) {
            return new Figures(
                    key,
                    name,
                    it.n(),
                    it.judged(),
                    it.kept(),
                    it.share(),
                    it.low(),
                    it.high(),
                    it.undecided(),
                    it.measured(),
                    it.median() == null ? null : it.median() / 60,
                    it.p90() == null ? null : it.p90() / 60,
                    it.small(),
                    incomplete);
        }

        static Figures of(Line line) {
            return of(line.key(), line.label(), line.stat(), line.incomplete());
        }
    }

    @Schema(name = "Report")
    record Answer(
            String report,

            @Schema(description = "What is counted, in words")
            String definition,

            LocalDate from,

            @Schema(description = "The day after the last") LocalDate to,

            @Schema(allowableValues = {"day", "week", "month"})
            String unit,

            @Schema(description = "The zone the days are meant in")
            String zone,

            Figures total,
            List<Figures> periods,

            @Schema(description = "The largest 200; empty without by")
            List<Figures> groups) {}

    @Schema(name = "ReportRow", description = "One fact behind a number")
    record Row(
            UUID conversation,
            long number,
            String subject,
            String customer,
            Instant at,
            @Nullable Double minutes,
            @Nullable Double targetMinutes,
            boolean decided,
            @Nullable Boolean kept) {

        static Row of(ReportStore.Row it) {
            return new Row(
                    it.conversation(),
                    it.number(),
                    it.subject(),
                    it.customer(),
                    it.at(),
                    it.seconds() == null ? null : it.seconds() / 60,
                    it.target() == null ? null : it.target() / 60.0,
                    it.judged(),
                    it.judged() ? it.kept() : null);
        }
    }

    private final Reports reports;

    ReportApi(Reports reports) {
        this.reports = reports;
    }

    @ForTeam
    @GetMapping("/{report}")
    @Operation(
            summary = "One report",
            description = "report is promises, first-response, next-response, resolution, answered-in-time or"
                    + " stayed-solved. from is inclusive and to exclusive, local dates of the workspace; by is team, agent,"
                    + " mailbox, kind or tag. only counts one group alone: kind:complaint, tag:export, team:ID, agent:ID,"
                    + " mailbox:ID, with nothing behind the colon for those without one.")
    Answer get(
            @PathVariable String report,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String only) {
        var kind = ReportKind.named(report);
        var span = reports.span(from, to, unit);
        var found = reports.of(kind, span, Group.read(only).stream().toList(), ReportController.breakdown(by));
        return new Answer(
                kind.word(),
                kind.definition(),
                span.from(),
                span.to(),
                span.unit().word(),
                span.zone().getId(),
                Figures.of(null, null, found.total(), false),
                found.pieces().stream().map(Figures::of).toList(),
                found.groups().stream().map(Figures::of).toList());
    }

    @ForTeam
    @GetMapping("/{report}/rows")
    @Operation(
            summary = "The facts behind a number, the newest first",
            description = "which is all, judged, kept, broken, undecided or measured; group is a key of by, and only"
                    + " narrows as in the report.")
    Slice<Row> rows(
            @PathVariable String report,
            @RequestParam(defaultValue = "all") String which,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(required = false) @Nullable String only,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursor.limit(limit);
        var found = reports.rows(
                ReportKind.named(report),
                reports.span(from, to, "month"),
                ReportController.groups(only, by, group),
                Which.named(which),
                cursor == null ? null : after(cursor),
                size + 1);
        var shown = found.subList(0, Math.min(size, found.size()));
        return new Slice<>(
                shown.stream().map(Row::of).toList(),
                found.size() <= size
                        ? null
                        : Cursor.of(shown.getLast().at(), shown.getLast().fact()));
    }

    private static After after(String cursor) {
        var values = Cursor.read(cursor, 2);
        try {
            return new After(Instant.parse(values.getFirst()), values.getLast());
        } catch (DateTimeParseException e) {
            throw Cursor.foreign();
        }
    }
}
