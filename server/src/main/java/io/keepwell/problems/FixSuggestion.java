package io.keepwell.problems;

import java.util.Optional;

/// What may be known of a fix before anybody here has written it down. Fills the form of a fix, for a person to look
/// over; nothing is sent by it.
public interface FixSuggestion {

    /// Words for "what we changed".
    ///
    /// @param text     the words
    /// @param sentence where they come from, for whoever looks them over
    record Words(String text, String sentence) {}

    /// What it suggests; empty where it knows nothing.
    Optional<Words> whatChanged(Problem problem);
}
