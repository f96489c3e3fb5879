package io.keepwell.problems;

import gg.jte.Content;
import java.util.Optional;

/// A piece of the page of a problem that a module above draws: beans of this kind stand below the buttons that
/// tell
/// customers, smallest order first.
public interface ProblemPiece {

    /// Where it stands among its like.
    int order();

    /// The piece for the person whose request is being answered; empty for none.
    Optional<Content> show(Problem problem);
}
