package io.keepwell.conversations.sla;

import java.util.List;
import java.util.UUID;

/// The agreed times of a conversation in its head.
///
/// @param id      id of the conversation
/// @param words   how much is left of what is due next, or how it went
/// @param urgency `late`, `soon`, `calm` or `done`
/// @param icon    name of an icon
/// @param clocks  each with its arithmetic, what runs first
record SlaView(UUID id, String words, String urgency, String icon, List<One> clocks) {

    /// One clock.
    ///
    /// @param title what it measures
    /// @param state how it stands, in a word or two
    /// @param lines how that came about, a sentence each
    record One(String title, String state, String urgency, List<String> lines) {}
}
