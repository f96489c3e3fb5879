package io.keepwell.surveys;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The tabs of the place "Feedback".
@Component
public class FeedbackTabs {

    private final List<FeedbackTab> tabs;
    private final Fragments fragments;

    FeedbackTabs(List<FeedbackTab> tabs, Fragments fragments) {
        this.tabs = tabs.stream()
                .sorted(Comparator.comparingInt(FeedbackTab::order))
                .toList();
        this.fragments = fragments;
    }

    /// The row of tabs, to be written out below the heading of a page.
    ///
    /// @param current key of the tab the page belongs to
    public Content show(String current) {
        return fragments.of("surveys/tabs.jte", Map.of("tabs", tabs, "current", current));
    }

    /// How much waits in all of them.
    int waiting() {
        return tabs.stream().mapToInt(FeedbackTab::waiting).sum();
    }
}
