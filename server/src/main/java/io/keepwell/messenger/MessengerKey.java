package io.keepwell.messenger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key by which an application of the company is known.
///
/// @param publicKey stands in the page, for everybody to see
/// @param oldUntil  until when the secret before this one is still good, or null
/// @param usedAt    when it last vouched for somebody, or null
record MessengerKey(
        UUID id,
        String name,
        String publicKey,
        @Nullable Instant oldUntil,
        Instant createdAt,
        @Nullable Instant usedAt) {}
