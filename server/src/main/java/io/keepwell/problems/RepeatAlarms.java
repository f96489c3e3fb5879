package io.keepwell.problems;

import java.util.UUID;

/// Who is in a repeat alarm, for the other modules: whoever is, is asked nothing and sold nothing until it
/// is over (3.8.6, 3.2.5).
public interface RepeatAlarms {

    /// Whether a red alarm of this person is not over: not withdrawn, and its conversation not solved.
    ///
    /// @param customer id, of a profile that was merged too
    boolean inAlarm(UUID customer);
}
