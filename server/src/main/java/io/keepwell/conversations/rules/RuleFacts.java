package io.keepwell.conversations.rules;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that rules look at, of one conversation at one instant.
///
/// @param at        the instant
/// @param text      what was said by the message that caused it, else by the customer's last one
/// @param from      address of the customer who said it; empty where nobody knows
/// @param automatic whether a machine said it
/// @param waiting   since when the customer waits, or null
/// @param attended  whether somebody attends at that instant
/// @param spam      whether it is called spam
record RuleFacts(
        UUID conversation,
        long number,
        Instant at,
        String subject,
        String text,
        String from,
        @Nullable UUID mailbox,
        @Nullable String language,
        @Nullable String kind,
        String priority,
        String state,
        List<String> tags,
        @Nullable UUID team,
        @Nullable UUID assignee,
        boolean automatic,
        @Nullable Instant waiting,
        boolean attended,
        boolean spam) {}
