package io.keepwell.conversations;

import io.keepwell.team.Member;
import java.time.Instant;
import java.util.UUID;

/// Somebody has answered a customer. Published within that transaction, before the state that comes with it.
///
/// @param answered the conversation it answers
/// @param into     the conversation it is part of, another one where that was closed
/// @param message  the reply
/// @param at       when
/// @param author   who wrote it
/// @param word     what is promised with it, and which promises it keeps
record ReplyWritten(UUID answered, Conversation into, UUID message, Instant at, Member author, ReplyPromises word) {}
