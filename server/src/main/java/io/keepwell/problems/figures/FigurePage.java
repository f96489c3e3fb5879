package io.keepwell.problems.figures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.reports.ReportWords;
import io.keepwell.conversations.reports.Span;
import io.keepwell.problems.figures.Figures.Month;
import io.keepwell.problems.figures.Figures.Shown;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The page of figures, the largest first.
record FigurePage(Span span, List<Shown> figures) {

    /// The three whose say is asked for, as the columns of a problem have them.
    static final List<String> PARTIES = List.of("service", "product", "customer", "customer-silent");

    String until() {
        return span.to().minusDays(1).toString();
    }

    String words() {
        return words(span);
    }

    static String words(Span span) {
        return t(
                "problems.figures.span",
                "from",
                ReportWords.day(span.from()),
                "until",
                ReportWords.day(span.to().minusDays(1)));
    }

    String href(Figure figure, Part part) {
        return rows(figure, part, span.from(), span.to());
    }

    /// The rows behind a number of a month, as far as it is asked for.
    String month(Figure figure, Part part, Month month) {
        var end = month.begins().plusMonths(1);
        return rows(
                figure,
                part,
                month.begins().isBefore(span.from()) ? span.from() : month.begins(),
                end.isAfter(span.to()) ? span.to() : end);
    }

    static String rows(Figure figure, @Nullable Part part, LocalDate from, LocalDate to) {
        return "/problems/figures/rows?figure=" + figure.word() + (part == null ? "" : "&part=" + part.word())
                + "&from=" + from + "&until=" + to.minusDays(1);
    }

    String csv(Figure figure) {
        return "/problems/figures/table.csv?figure=" + figure.word() + "&from=" + span.from() + "&until=" + until();
    }

    static String label(Month month) {
        return ReportWords.label(Span.Unit.MONTH, month.begins());
    }

    /// The rows behind a number.
    ///
    /// @param part which of them, null for all
    /// @param took who of the team took part, by conversation
    /// @param more whether there are more than are shown
    record Rows(
            Figure figure,
            @Nullable Part part,
            Span span,
            List<FigureStore.Fact> facts,
            Map<UUID, List<FigureStore.Took>> took,
            boolean more) {

        String words() {
            return FigurePage.words(span);
        }

        String title() {
            return part == null ? figure.title() : part.label(figure);
        }

        String verdict(FigureStore.Fact fact) {
            return figure.part(fact.part()).label(figure);
        }

        String back() {
            return "/problems/figures?from=" + span.from() + "&until="
                    + span.to().minusDays(1);
        }

        String csv() {
            return FigurePage.rows(figure, part, span.from(), span.to()).replace("/rows?", "/rows.csv?");
        }

        String said(FigureStore.Fact fact) {
            return fact.parties().isEmpty()
                    ? t("problems.figures.party.nobody")
                    : fact.parties().stream()
                            .map(it -> t("problems.figures.party." + it))
                            .collect(Collectors.joining(", "));
        }

        /// "Mara (Agent), Jonas (Product manager)".
        String people(FigureStore.Fact fact) {
            return took.getOrDefault(fact.conversation(), List.of()).stream()
                    .map(it -> t(
                            "problems.figures.took",
                            "name",
                            it.name(),
                            "role",
                            t("team.role." + it.role().toUpperCase(Locale.ROOT))))
                    .collect(Collectors.joining(", "));
        }
    }
}
