package io.keepwell.problems;

import gg.jte.Content;
import java.util.Optional;

/// A piece of the pages of problems that a topic of its own knows: beans of this kind are drawn at the
/// places they name, smallest order first, for the person whose request is being answered. Each place is
/// drawn anew by itself when news arrive, so nobody types into it.
public interface ProblemPart {

    /// Where it stands among its like.
    int order();

    /// Above the list of problems.
    default Optional<Content> ofList() {
        return Optional.empty();
    }

    /// Below the list of problems.
    default Optional<Content> underList() {
        return Optional.empty();
    }

    /// Above the figures of one problem.
    default Optional<Content> of(Problem problem) {
        return Optional.empty();
    }

    /// Below the buttons of one problem that tell customers.
    default Optional<Content> underButtons(Problem problem) {
        return Optional.empty();
    }

    /// Under the three columns of one problem.
    default Optional<Content> underColumns(Problem problem) {
        return Optional.empty();
    }
}
