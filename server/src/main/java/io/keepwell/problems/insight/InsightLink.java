package io.keepwell.problems.insight;

import gg.jte.Content;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The way from the problems to what customers need and what hurts them.
@Component
class InsightLink implements ProblemPart {

    private static final int ORDER = 10;

    private final Fragments fragments;

    InsightLink(Fragments fragments) {
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> ofList() {
        return Optional.of(fragments.of("problems/insight/link.jte", Map.of()));
    }
}
