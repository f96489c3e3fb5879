package io.keepwell.conversations;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// What is known in public of what customers write about, asked where an acknowledgement is written; implemented by a
/// module above. It is asked in the transaction that opens a conversation, so it must be quick, and whatever is not at
/// hand at once is not said.
public interface KnownProblems {

    /// A problem that an acknowledgement names.
    ///
    /// @param problem id of the problem
    /// @param title   what customers read as its name
    /// @param since   since when we know of it
    /// @param words   what we said of it in public last; may be empty
    /// @param sure    whether what they wrote is about it; else it hits them, and they may write of something else
    record Known(UUID problem, String title, Instant since, String words, boolean sure) {}

    /// What is known of a conversation that has just begun.
    ///
    /// @param locale language its customer reads
    /// @return empty where it is not sure enough, where nothing may be said, or where this is switched off
    Optional<Known> of(Conversation conversation, Locale locale);

    /// Whether acknowledgements name problems at all.
    boolean on();
}
