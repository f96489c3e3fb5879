package io.keepwell.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something about to be owed.
///
/// @param causeKey what brings it about; a second task of the same cause is not made
/// @param kind     what is owed
/// @param promised whether the customer is told
/// @param what     in words, may be empty
/// @param customer to whom
/// @param subject  what it is about, or null
/// @param owner    who owes it, null for whoever looks after the subject
/// @param team     which team, or null
/// @param madeBy   who gives their word, null for Keepwell itself
/// @param madeAt   when
/// @param message  in which message, or null
/// @param dueAt    until when, null where it is due on an event
public record NewTask(
        String causeKey,
        TaskKind kind,
        boolean promised,
        String what,
        UUID customer,
        @Nullable UUID subject,
        @Nullable UUID owner,
        @Nullable UUID team,
        @Nullable UUID madeBy,
        Instant madeAt,
        @Nullable UUID message,
        @Nullable Instant dueAt) {}
