package io.keepwell.mail;

import java.util.Optional;
import java.util.UUID;

/// Which thread a mail belongs to, and what told us.
sealed interface ThreadMatch {

    /// The signed token in an address it was sent to.
    record ByAddress(UUID id) implements ThreadMatch {}

    /// A Message-ID that we signed ourselves.
    record ByOwnMessageId(UUID id, OwnMessageId own) implements ThreadMatch {}

    /// The Message-ID of a mail that we received before.
    record ByReference(UUID id, String messageId) implements ThreadMatch {}

    /// The signed marker in the quoted HTML.
    record ByQuotedMarker(UUID id) implements ThreadMatch {}

    /// The number in the subject, written by somebody who takes part (T3).
    record BySubject(UUID id, long number) implements ThreadMatch {}

    /// A new thread.
    record None() implements ThreadMatch {}

    /// The thread, if any.
    default Optional<UUID> thread() {
        return switch (this) {
            case ByAddress(var id) -> Optional.of(id);
            case ByOwnMessageId(var id, var own) -> Optional.of(id);
            case ByReference(var id, var messageId) -> Optional.of(id);
            case ByQuotedMarker(var id) -> Optional.of(id);
            case BySubject(var id, var number) -> Optional.of(id);
            case None() -> Optional.empty();
        };
    }
}
