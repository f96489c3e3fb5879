package io.keepwell.surveys;

import java.util.UUID;

/// What became of an answer that somebody gave.
public sealed interface Taken {

    /// It counts.
    ///
    /// @param answer  its id
    /// @param changed whether they had answered before, so that this changed what they said
    record Counted(UUID answer, boolean changed) implements Taken {}

    /// It was taken down, but the team had found this person's answer to be a test or of the wrong person.
    record NotCounted(UUID answer) implements Taken {}

    /// The link is over, or it is longer than 14 days since they answered (3.3.8).
    record TooLate() implements Taken {}

    /// The one answer that an anonymous link allows was given (3.4.4).
    record Used() implements Taken {}
}
