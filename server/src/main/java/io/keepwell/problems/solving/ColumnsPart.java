package io.keepwell.problems.solving;

import gg.jte.Content;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whether all three have had their say, on the page of a problem.
@Component
class ColumnsPart implements ProblemPart {

    private static final int ORDER = 40;

    private final Columns columns;
    private final Fragments fragments;

    ColumnsPart(Columns columns, Fragments fragments) {
        this.columns = columns;
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> underColumns(Problem problem) {
        return Optional.of(fragments.of("problems/solving/columns.jte", Map.of("said", columns.of(problem))));
    }
}
