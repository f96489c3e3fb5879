package io.keepwell.problems.insight;

import gg.jte.Content;
import java.util.Optional;

/// A piece of the page of needs and pain points, below their list, that another topic of this module knows.
public interface InsightPart {

    /// What to show, made with `Fragments`.
    ///
    /// @return empty where there is nothing to say
    Optional<Content> show();
}
