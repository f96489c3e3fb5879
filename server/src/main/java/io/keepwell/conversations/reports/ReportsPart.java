package io.keepwell.conversations.reports;

import gg.jte.Content;
import java.util.Optional;

/// A piece of the page of reports, above its figures, that a module above this one knows.
public interface ReportsPart {

    /// What to show, made with `Fragments`, to the person whose request is being answered.
    ///
    /// @return empty where there is nothing to say
    Optional<Content> show();
}
