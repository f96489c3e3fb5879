package io.keepwell.problems.figures;

import io.keepwell.conversations.reports.Stat;
import io.keepwell.problems.figures.FigureStore.After;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Figures on complaints, for programs.
@RestController
@RequestMapping("/api/v1/complaint-figures")
@Tag(name = "Complaints")
class FigureApi {

    @Schema(name = "ComplaintFigureCounts")
    record CountsJson(
            @Schema(description = "First day of the month; null for the whole time") @Nullable
            LocalDate month,

            @Schema(description = "The denominator of share")
            long n,

            @Schema(description = "How many make the share") long kept,

            @Schema(description = "kept of n, null at 0") @Nullable
            Double share,

            @Schema(description = "95 % interval by Wilson") @Nullable
            Double low,

            @Nullable Double high,

            @Schema(description = "Every fact is in one of the parts")
            Map<String, Long> parts,

            @Schema(description = "Fewer than 20: not enough yet to rely on")
            boolean small,

            @Schema(description = "Whether the month is not over, or only a part of it was asked for")
            boolean incomplete) {

        static CountsJson of(Figure figure, @Nullable LocalDate month, Counts counts, boolean incomplete) {
            var stat = counts.stat(figure);
            var parts = new LinkedHashMap<String, Long>();
            figure.parts().forEach(part -> parts.put(part.word(), counts.of(part)));
            return new CountsJson(
                    month,
                    stat.n(),
                    stat.kept(),
                    stat.share(),
                    stat.low(),
                    stat.high(),
                    parts,
                    stat.n() < Stat.SMALL,
                    incomplete);
        }
    }

    @Schema(name = "ComplaintFigure")
    record FigureJson(
            String figure,

            @Schema(description = "What is counted, in words")
            String definition,

            LocalDate from,

            @Schema(description = "The day after the last") LocalDate to,

            @Schema(description = "The zone the days are meant in")
            String zone,

            CountsJson total,
            List<CountsJson> months) {}

    @Schema(name = "ComplaintFigureRow", description = "One fact behind a number")
    record RowJson(
            Instant at,
            String part,
            @Nullable UUID customer,
            @Nullable String name,
            @Nullable UUID conversation,
            @Nullable Long number,
            @Nullable String subject,

            @Schema(description = "Id of the problem") @Nullable
            UUID problem,

            @Nullable Long problemNumber,
            @Nullable String title,

            @Schema(
                    description =
                            "all-three only: who had their say, of service, product and customer, or customer-silent for"
                                    + " those who were asked and have not answered for 14 days")
            List<String> hadTheirSay,

            @Schema(description = "all-three only: who of the team took part")
            List<TookJson> tookPart) {

        static RowJson of(FigureStore.Fact it, Map<UUID, List<FigureStore.Took>> took) {
            return new RowJson(
                    it.at(),
                    it.part(),
                    it.customer(),
                    it.name().isEmpty() ? null : it.name(),
                    it.conversation(),
                    it.number(),
                    it.subject(),
                    it.problem(),
                    it.problemNumber(),
                    it.title(),
                    it.parties(),
                    it.conversation() == null
                            ? List.of()
                            : took.getOrDefault(it.conversation(), List.of()).stream()
                                    .map(who -> new TookJson(who.name(), who.role()))
                                    .toList());
        }
    }

    @Schema(name = "TookPart")
    record TookJson(String name, String role) {}

    private final Figures figures;

    FigureApi(Figures figures) {
        this.figures = figures;
    }

    @ForTeam
    @GetMapping("/{figure}")
    @Operation(
            summary = "One figure on complaints, by month",
            description = "figure is answered-before-promise, told-without-asking, came-back, hit-again, all-three or"
                    + " suggestion-taken. from is inclusive and to exclusive, local dates of the workspace; without them"
                    + " the last six months.")
    FigureJson get(
            @PathVariable String figure,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var asked = Figure.named(figure);
        var span = figures.span(from, to);
        var shown = figures.of(asked, span);
        return new FigureJson(
                asked.word(),
                asked.definition(),
                span.from(),
                span.to(),
                span.zone().getId(),
                CountsJson.of(asked, null, shown.counts(), false),
                shown.months().stream()
                        .map(it -> CountsJson.of(asked, it.begins(), it.counts(), it.incomplete()))
                        .toList());
    }

    @ForTeam
    @GetMapping("/{figure}/rows")
    @Operation(
            summary = "The facts behind a figure on complaints, the newest first",
            description = "part narrows to one of the parts of the figure.")
    Slice<RowJson> rows(
            @PathVariable String figure,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var asked = Figure.named(figure);
        int size = Cursor.limit(limit);
        var found = figures.facts(
                asked,
                figures.span(from, to),
                FigureController.part(asked, part),
                cursor == null ? null : after(cursor),
                size + 1);
        var shown = found.subList(0, Math.min(size, found.size()));
        var took = figures.tookPart(asked, shown);
        return new Slice<>(
                shown.stream().map(it -> RowJson.of(it, took)).toList(),
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
