package io.keepwell.surveys.scores;

import io.keepwell.science.Proportion;

/// How many were to be asked, and how far that came. Without these no score says whom it speaks for
/// (3.1.8).
///
/// @param invited     all who were meant
/// @param sent        invitations a mail server took, those that came back and those of which it is
///     uncertain included
/// @param delivered   those of them that did not come back
/// @param shown       shown in the messenger
/// @param notAsked    throttled, displaced, suppressed or cancelled, each with its reason
/// @param answered    invitations that were answered, the first question or another
/// @param unconfirmed scores that were opened by a link and never confirmed; never part of a score
///     (3.3.5)
public record Reach(
        long invited, long sent, long delivered, long shown, long notAsked, long answered, long unconfirmed) {

    /// Those who could have answered: who were reached.
    public long reached() {
        return delivered + shown;
    }

    /// Answered of reached. Whoever answered was reached, whatever a mail server said.
    public Proportion response() {
        return new Proportion(answered, Math.max(answered, reached()));
    }
}
