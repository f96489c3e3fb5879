package io.keepwell.conversations;

import io.keepwell.platform.OutboxState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An answer came further on a way besides mail. Published within the transaction that moves it.
///
/// @param message id of the answer
/// @param state   how far it has come
/// @param reason  why, or null
public record ReplyMoved(
        UUID message, OutboxState state, @Nullable String reason) {}
