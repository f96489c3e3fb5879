package io.keepwell.problems.figures;

import gg.jte.Content;
import io.keepwell.conversations.reports.ReportsPart;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The two pleasant surprises of the last four weeks (16), where leads look every day: below the problems and above the
/// reports.
@Component
class FigureTile implements ProblemPart, ReportsPart {

    private static final int ORDER = 900;

    private final Figures figures;
    private final Fragments fragments;

    FigureTile(Figures figures, Fragments fragments) {
        this.figures = figures;
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> underList() {
        return show();
    }

    @Override
    public Optional<Content> show() {
        var span = figures.lately();
        return Optional.of(fragments.of(
                "problems/figures/tile.jte",
                Map.of(
                        "page",
                        new FigurePage(
                                span,
                                List.of(
                                        figures.of(Figure.ANSWERED_BEFORE_PROMISE, span),
                                        figures.of(Figure.TOLD_WITHOUT_ASKING, span))))));
    }
}
