package io.keepwell.surveys;

import gg.jte.Content;
import java.util.Optional;

/// A piece of the page of a survey, such as its waves. Beans, drawn in their `@Order` below the heading.
public interface SurveyPart {

    /// The piece for a survey, where there is something to show.
    Optional<Content> show(Survey survey);

    /// Whether it stands before what the survey asks, for it matters most.
    default boolean first() {
        return false;
    }
}
