package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What follows when somebody sends something, and what they have just sent elsewhere.
///
/// @param after what they see then: `next`, `stay` or `list`
/// @param held  what can still be taken back
record Sending(String after, List<Held> held) {

    /// A letter in another conversation that has not left yet.
    ///
    /// @param name   who gets it
    /// @param until  when it leaves
    record Held(UUID message, long number, String name, Instant until) {}
}
