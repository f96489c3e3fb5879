package io.keepwell.problems.outreach;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A list of people to turn to.
///
/// @param id      id
/// @param problem id of the problem
/// @param owner   id of the member who goes through it, or null
/// @param at      when it was made
/// @param undone  whether it was taken back
/// @param people  those on it, who has been with us longest first
record Outreach(UUID id, UUID problem, @Nullable UUID owner, Instant at, boolean undone, List<Person> people) {

    /// Somebody on it.
    ///
    /// @param customer     id
    /// @param doneAt       when somebody of the team turned to them, or null
    /// @param conversation id of the conversation they were written in, or null
    record Person(
            UUID customer,
            @Nullable Instant doneAt,
            @Nullable UUID conversation) {}

    /// How many are left.
    long left() {
        return people.stream().filter(person -> person.doneAt() == null).count();
    }
}
