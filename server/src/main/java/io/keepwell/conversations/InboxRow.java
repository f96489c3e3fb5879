package io.keepwell.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation in the list.
///
/// @param id           id of the conversation
/// @param number       its number
/// @param href         where it opens
/// @param name         who wrote
/// @param subject      what about
/// @param words        the first words of the last letter
/// @param at           when that was
/// @param state        state of the conversation
/// @param priority     how much it presses
/// @param promise      what is owed next, or null
/// @param complaint    whether it is a complaint
/// @param snoozedUntil until when it is put off, or null
/// @param assignee     who answers, or null
/// @param current      whether it is open
record InboxRow(
        UUID id,
        long number,
        String href,
        String name,
        String subject,
        String words,
        Instant at,
        String state,
        String priority,
        @Nullable PromiseView promise,
        boolean complaint,
        @Nullable Instant snoozedUntil,
        @Nullable Colleague assignee,
        boolean current) {

    /// Whether it is to be seen at once that it presses.
    boolean pressing() {
        return priority.equals("high") || priority.equals("urgent");
    }
}
