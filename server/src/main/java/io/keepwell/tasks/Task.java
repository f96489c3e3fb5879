package io.keepwell.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something owed to a customer.
///
/// @param id           id
/// @param kind         what is owed
/// @param promised     whether the customer was told
/// @param what         in words, empty where the kind says it all
/// @param customer     to whom
/// @param subject      what it is about, such as a conversation, or null
/// @param owner        who owes it, null while that is whoever looks after the subject
/// @param team         which team owes it, or null
/// @param madeBy       who gave their word; null for an acknowledgement
/// @param madeAt       when
/// @param madeMessage  in which message, or null
/// @param dueAt        until when; null where it is due on an event
/// @param state        what became of it
/// @param brokenAt     the due instant that passed, or null
/// @param endedAt      when nothing was owed any more, or null
/// @param endedBy      who ended it, or null
/// @param endedMessage by which message, or null
/// @param reason       why it was moved or withdrawn, or null
/// @param follows      the broken one in whose place it was promised, or null
public record Task(
        UUID id,
        TaskKind kind,
        boolean promised,
        String what,
        UUID customer,
        @Nullable UUID subject,
        @Nullable UUID owner,
        @Nullable UUID team,
        @Nullable UUID madeBy,
        Instant madeAt,
        @Nullable UUID madeMessage,
        @Nullable Instant dueAt,
        TaskState state,
        @Nullable Instant brokenAt,
        @Nullable Instant endedAt,
        @Nullable UUID endedBy,
        @Nullable UUID endedMessage,
        @Nullable String reason,
        @Nullable UUID follows) {

    /// Whether it still has to be done: open, or broken and not made good.
    public boolean owed() {
        return endedAt == null;
    }

    /// Whether its time is over and nobody has done it.
    public boolean late(Instant now) {
        return owed() && dueAt != null && dueAt.isBefore(now);
    }
}
