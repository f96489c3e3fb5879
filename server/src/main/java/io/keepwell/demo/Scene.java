package io.keepwell.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A kind of conversation that customers of Pennyfold have: what they write and what they are told, with alternatives.
///
/// @param name     name, unique within a language
/// @param kind     `question`, `complaint`, `request` or `praise`
/// @param tags     tags it gets
/// @param weight   how often it happens, 0 for what is told on purpose
/// @param subjects subjects to choose from
/// @param rows     further facts that belong together: subject, then values for `[2]`, `[3]`
/// @param turns    who says what, in order
record Scene(
        String name,
        String kind,
        List<String> tags,
        int weight,
        List<Subject> subjects,
        List<List<String>> rows,
        List<Turn> turns) {

    /// A subject, and the choices it goes with.
    ///
    /// @param group   the choice, such as `a`; empty for any
    /// @param indexes which of its alternatives
    /// @param text    the subject
    record Subject(String group, List<Integer> indexes, String text) {

        boolean fits(Map<String, Integer> picks) {
            return group.isEmpty() || indexes.contains(picks.getOrDefault(group, -1));
        }
    }

    /// Somebody says something.
    ///
    /// @param voice who
    /// @param by    which colleague, null for the assignee
    /// @param asks  whether it asks the customer something back
    /// @param text  the words, with alternatives and facts
    record Turn(Voice voice, @Nullable Colleague by, boolean asks, String text) {}

    enum Voice {
        CUSTOMER,
        /// Somebody who is no part of the conversation.
        STRANGER,
        COLLEAGUE,
        NOTE
    }

    boolean complaint() {
        return kind.equals("complaint");
    }
}
