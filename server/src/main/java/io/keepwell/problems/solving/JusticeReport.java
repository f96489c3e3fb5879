package io.keepwell.problems.solving;

import gg.jte.Content;
import io.keepwell.problems.insight.InsightPart;
import io.keepwell.shared.Fragments;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Which aspect of handling complaints fails most, and how many complaints of each part of the product are called
/// one-offs: without blame, to look closer.
@Component
class JusticeReport implements InsightPart {

    /// What is shown.
    ///
    /// @param verdicts those with marks, the one that fails most first
    record View(List<SolvingStore.Verdict> verdicts, List<SolvingStore.Share> shares) {}

    private final SolvingStore store;
    private final Fragments fragments;
    private final Clock clock;

    JusticeReport(SolvingStore store, Fragments fragments, Clock clock) {
        this.store = store;
        this.fragments = fragments;
        this.clock = clock;
    }

    @Override
    public Optional<Content> show() {
        var since = clock.instant().minus(SolvingApi.REPORTED);
        var verdicts = store.verdicts(since).stream()
                .filter(it -> it.marked() > 0)
                .sorted(Comparator.comparingDouble(it -> -(double) it.failed() / it.marked()))
                .toList();
        var shares = store.shares(since);
        return verdicts.isEmpty() && shares.isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of("problems/solving/report.jte", Map.of("view", new View(verdicts, shares))));
    }
}
