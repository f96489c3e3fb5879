package io.keepwell.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation in the list.
///
/// @param number    its number
/// @param href      where it opens
/// @param name      who wrote
/// @param subject   what about
/// @param words     the first words of the last letter
/// @param at        when that was
/// @param state     state of the conversation
/// @param promise   the answer promised and still owed, or null
/// @param complaint whether it is a complaint
/// @param assignee  who answers, or null
/// @param current   whether it is open
record InboxRow(
        long number,
        String href,
        String name,
        String subject,
        String words,
        Instant at,
        String state,
        @Nullable PromiseView promise,
        boolean complaint,
        @Nullable Colleague assignee,
        boolean current) {}
