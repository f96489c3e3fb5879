package io.keepwell.conversations;

import java.util.UUID;

/// A member of the team as the inbox shows them.
///
/// @param id   id
/// @param name full name
/// @param me   whether it is the person who looks
record Colleague(UUID id, String name, boolean me) {

    String initials() {
        return Initials.of(name);
    }
}
