package io.keepwell.problems;

import gg.jte.Content;
import java.util.Optional;

/// A piece of the pages of problems that a topic of its own knows: implemented as beans, drawn in their
/// order
/// above
/// everything else, and drawn anew with what nobody types into.
public interface ProblemPart {

    int order();

    /// Above the list of problems.
    default Optional<Content> ofList() {
        return Optional.empty();
    }

    /// Above the figures of one problem.
    default Optional<Content> of(Problem problem) {
        return Optional.empty();
    }

    /// Under the three columns of one problem.
    default Optional<Content> underColumns(Problem problem) {
        return Optional.empty();
    }
}
