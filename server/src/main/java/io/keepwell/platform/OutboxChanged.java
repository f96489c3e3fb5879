package io.keepwell.platform;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something on its way out changed its state. Published inside the transaction that changes it: a plain
/// `@EventListener` takes part in it.
///
/// @param id      id in the outbox
/// @param channel which channel delivers it
/// @param subject what is delivered
/// @param state   the new state
/// @param reason  why, in words, where there is a reason
public record OutboxChanged(
        UUID id,
        String channel,
        UUID subject,
        OutboxState state,
        @Nullable String reason) {}
