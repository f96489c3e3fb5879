package io.keepwell.shared;

import gg.jte.Content;

/// A piece at the end of the top bar of every page of the team, such as a bell. Modules contribute theirs as beans.
public interface TopPiece {

    /// The piece for the person signed in; drawn only where it is asked for.
    Content content();
}
