package io.keepwell.conversations;

import io.keepwell.tasks.TaskKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody promises with a reply, and which promises it keeps.
///
/// @param made what is promised
/// @param kept ids of the promises that it keeps; null for those that any answer keeps
record ReplyPromises(List<Made> made, @Nullable Set<UUID> kept) {

    /// Nothing is promised; an answer that was promised is given by it.
    static final ReplyPromises NONE = new ReplyPromises(List.of(), null);

    /// A promise.
    ///
    /// @param kind  what is promised
    /// @param what  in words, may be empty
    /// @param dueAt until when, null where it is due on an event
    record Made(TaskKind kind, String what, @Nullable Instant dueAt) {}
}
