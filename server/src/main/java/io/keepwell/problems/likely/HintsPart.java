package io.keepwell.problems.likely;

import gg.jte.Content;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The place of hints above the list of problems: fetched once the page stands, since finding them takes a moment.
@Component
class HintsPart implements ProblemPart {

    private static final int ORDER = 15;

    private final Fragments fragments;

    HintsPart(Fragments fragments) {
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> ofList() {
        return Optional.of(fragments.of("problems/likely/hints-place.jte", Map.of()));
    }
}
