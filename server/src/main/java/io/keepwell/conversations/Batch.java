package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Many conversations that one deed changed, or is just changing.
///
/// @param id        id
/// @param member    who did it
/// @param at        when
/// @param deed      what
/// @param state     `running`, `done`, `undoing` or `undone`
/// @param total     how many conversations
/// @param pending   how many are still to come
/// @param changed   how many were changed
/// @param same      how many were so already
/// @param refused   how many could not be changed
/// @param undone    how many are as they were
/// @param kept      how many were left alone when it was undone, because somebody had changed them since
/// @param exceptions those refused or left alone, by name, the first hundred
record Batch(
        UUID id,
        UUID member,
        Instant at,
        BulkDeed deed,
        String state,
        int total,
        int pending,
        int changed,
        int same,
        int refused,
        int undone,
        int kept,
        List<Exceptional> exceptions) {

    /// A conversation that was not changed, or not changed back.
    ///
    /// @param outcome `refused` or `kept`
    /// @param name    the customer
    /// @param reason  why, in words
    record Exceptional(UUID conversation, long number, String name, String subject, String outcome, String reason) {}

    boolean running() {
        return state.equals("running") || state.equals("undoing");
    }

    boolean undoable() {
        return state.equals("done") && changed > 0;
    }

    int settled() {
        return total - pending;
    }
}
