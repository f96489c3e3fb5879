package io.keepwell.customers;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person who is, was or may become a customer.
///
/// @param id          id
/// @param externalId  the company's own user id, or null
/// @param name        full name, or null where only an address is known
/// @param email       the address that identifies them, or null
/// @param accountId   their current primary account; everybody has one
/// @param accountName its name
/// @param locale      language they write in, or null while unknown
/// @param firstSeenAt when we first heard of them
/// @param lastSeenAt  when we last heard from them
public record Customer(
        UUID id,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String email,
        UUID accountId,
        String accountName,
        @Nullable Locale locale,
        Instant firstSeenAt,
        Instant lastSeenAt) {

    /// The name, else the address, else a short form of the id.
    public String label() {
        if (name != null && !name.isBlank()) {
            return name;
        }
        return email != null ? email : "#" + id.toString().substring(0, 8);
    }
}
