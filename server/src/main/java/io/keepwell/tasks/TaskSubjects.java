package io.keepwell.tasks;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What promises are about, told by the part of Keepwell that knows it: conversations.
public interface TaskSubjects {

    /// Something a promise can be about.
    ///
    /// @param id       id
    /// @param label    what people call it, such as its subject
    /// @param href     where it is shown
    /// @param customer its customer
    /// @param assignee who looks after it, or null
    /// @param team     which team does, or null
    record Subject(
            UUID id,
            String label,
            String href,
            UUID customer,
            @Nullable UUID assignee,
            @Nullable UUID team) {}

    /// The subject of a reference of the API, such as the id or the number of a conversation.
    Optional<Subject> find(String reference);

    /// Those of the subjects that are there, by id.
    Map<UUID, Subject> find(Collection<UUID> ids);
}
