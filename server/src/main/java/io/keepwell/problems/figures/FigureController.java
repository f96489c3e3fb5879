package io.keepwell.problems.figures;

import io.keepwell.conversations.reports.Csv;
import io.keepwell.conversations.reports.Span;
import io.keepwell.shared.ForTeam;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of figures on complaints, the names behind each number, and both for spreadsheets.
@Controller
@ForTeam
@RequestMapping("/problems/figures")
class FigureController {

    private static final int SHOWN = 200;
    private static final int EXPORTED = 100_000;

    private final Figures figures;

    FigureController(Figures figures) {
        this.figures = figures;
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            Model model) {
        var span = span(from, until);
        model.addAttribute(
                "page",
                new FigurePage(
                        span,
                        Arrays.stream(Figure.values())
                                .map(figure -> figures.of(figure, span))
                                .toList()));
        return "problems/figures/page";
    }

    @GetMapping("/rows")
    String rows(
            @RequestParam String figure,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            Model model) {
        var asked = Figure.named(figure);
        var which = part(asked, part);
        var span = span(from, until);
        var found = figures.facts(asked, span, which, null, SHOWN + 1);
        var facts = found.stream().limit(SHOWN).toList();
        model.addAttribute(
                "page",
                new FigurePage.Rows(asked, which, span, facts, figures.tookPart(asked, facts), found.size() > SHOWN));
        return "problems/figures/rows";
    }

    @GetMapping("/rows.csv")
    ResponseEntity<String> rowsTable(
            @RequestParam String figure,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until) {
        var asked = Figure.named(figure);
        var facts = figures.facts(asked, span(from, until), part(asked, part), null, EXPORTED);
        var took = figures.tookPart(asked, facts);
        var csv = new Csv()
                .line("at", "part", "customer", "number", "subject", "problem", "title", "had_their_say", "took_part");
        facts.forEach(it -> csv.line(
                it.at(),
                it.part(),
                it.name(),
                it.number(),
                it.subject(),
                it.problemNumber(),
                it.title(),
                String.join(" ", it.parties()),
                it.conversation() == null || !took.containsKey(it.conversation())
                        ? null
                        : took.get(it.conversation()).stream()
                                .map(who -> who.name() + " (" + who.role() + ")")
                                .collect(Collectors.joining("; "))));
        return csv.answer(asked.word() + "-rows.csv");
    }

    @GetMapping("/table.csv")
    ResponseEntity<String> table(
            @RequestParam String figure,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until) {
        var asked = Figure.named(figure);
        var shown = figures.of(asked, span(from, until));
        var csv = new Csv()
                .line(Stream.concat(
                                Stream.of("month", "incomplete", "n", "share", "low", "high"),
                                asked.parts().stream().map(Part::word))
                        .toArray());
        line(csv, asked, "total", false, shown.counts());
        shown.months().forEach(it -> line(csv, asked, it.begins().toString(), it.incomplete(), it.counts()));
        return csv.answer(asked.word() + ".csv");
    }

    private static void line(Csv csv, Figure figure, String month, boolean incomplete, Counts counts) {
        var stat = counts.stat(figure);
        csv.line(Stream.concat(
                        Stream.of(
                                month,
                                incomplete,
                                stat.n(),
                                blank(stat.share()),
                                blank(stat.low()),
                                blank(stat.high())),
                        figure.parts().stream().map(counts::of))
                .toArray());
    }

    private static Object blank(@Nullable Double value) {
        return value == null ? "" : value;
    }

    private Span span(@Nullable LocalDate from, @Nullable LocalDate until) {
        return figures.span(from, until == null ? null : until.plusDays(1));
    }

    static @Nullable Part part(Figure figure, @Nullable String word) {
        return word == null || word.isBlank() ? null : figure.part(word);
    }
}
