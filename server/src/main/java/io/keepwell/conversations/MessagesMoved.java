package io.keepwell.conversations;

import io.keepwell.shared.Words;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Letters went from one conversation into another, or came back. Published within the transaction that moved them:
/// whoever keeps rows of their own for a conversation lets them follow in an `@EventListener`.
///
/// @param act      id of the act; the same when it is undone
/// @param kind     what was done
/// @param from     where the letters were
/// @param to       where they are now
/// @param messages which; of a merge all there were
/// @param undone   whether this takes the act back
/// @param at       when
/// @param member   who did it, or null
public record MessagesMoved(
        UUID act,
        Kind kind,
        UUID from,
        UUID to,
        List<UUID> messages,
        boolean undone,
        Instant at,
        @Nullable UUID member) {

    /// What can be done with letters.
    public enum Kind {
        /// All of them went: what was one conversation is part of another, and `from` leads to `to` for ever. Undone,
        /// `to` is a conversation of its own again.
        MERGE,
        /// Some became a conversation of their own. Undone, that one leads to where they came from.
        SPLIT,
        /// Some went into another conversation.
        MOVE;

        String word() {
            return Words.of(this);
        }
    }
}
