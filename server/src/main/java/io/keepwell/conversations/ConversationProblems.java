package io.keepwell.conversations;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// What conversations are linked to, known by a module above.
public interface ConversationProblems {

    /// The problem that caused each of some conversations, the first linked; those without one are absent.
    ///
    /// @return ids of problems by conversation
    Map<UUID, UUID> causing(Collection<UUID> conversations);
}
