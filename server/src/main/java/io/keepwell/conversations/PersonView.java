package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The person beside the conversation.
///
/// @param id       id of the customer
/// @param name     their name, or address
/// @param since    since when we know them, a sentence
/// @param email    address, or null
/// @param language language they write in, in words, or null
/// @param external the company's own id of them, or null
/// @param account  name of their account where it is not just them, or null
/// @param earlier  their other conversations, newest first
/// @param number   how many conversations they had in all
record PersonView(
        UUID id,
        String name,
        String since,
        @Nullable String email,
        @Nullable String language,
        @Nullable String external,
        @Nullable String account,
        List<Earlier> earlier,
        long number) {

    /// Another conversation of the same person.
    record Earlier(long number, String href, String subject, String state, Instant at) {}

    String initials() {
        return Initials.of(name);
    }
}
