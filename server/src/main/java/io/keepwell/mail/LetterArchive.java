package io.keepwell.mail;

import io.keepwell.platform.OutboxState;
import java.time.Instant;

/// Keeps letters that left before they came here, such as those of the demo's past. Nothing is sent.
public interface LetterArchive {

    /// Composes the letter as it was and keeps it, within the current transaction. A second one with the same cause key
    /// changes nothing.
    ///
    /// @param at    when it was written
    /// @param state what became of it: `SENT`, or `FAILED` or `UNCERTAIN`, which a person may send again
    void keep(Letter letter, Instant at, OutboxState state);
}
