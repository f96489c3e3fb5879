package io.keepwell.status;

import io.keepwell.shared.EmailAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who asked to be told.
///
/// @param id          id
/// @param email       where
/// @param locale      language of their letters
/// @param state       how they stand
/// @param bounces     letters in a row that came back for good
/// @param createdAt   when they first asked
/// @param confirmedAt when they pressed the button, or null
record Subscriber(
        UUID id,
        EmailAddress email,
        Locale locale,
        SubscriberState state,
        int bounces,
        Instant createdAt,
        @Nullable Instant confirmedAt) {

    @Override
    public String toString() {
        return "Subscriber[" + id + "]";
    }
}
