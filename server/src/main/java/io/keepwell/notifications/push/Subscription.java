package io.keepwell.notifications.push;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A browser that may notify a person.
///
/// @param mark      SHA-256 of its address, in hex
/// @param userAgent how the browser calls itself
/// @param seenAt    when it last said that it still listens
/// @param reachedAt when something last reached its push service, or null
/// @param failure   what its push service said where the last one was refused, or null
record Subscription(
        UUID id,
        UUID member,
        String mark,
        Address address,
        String userAgent,
        Instant createdAt,
        Instant seenAt,
        @Nullable Instant reachedAt,
        @Nullable String failure) {}
