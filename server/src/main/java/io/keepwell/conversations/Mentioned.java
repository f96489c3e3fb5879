package io.keepwell.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member was named in a note. Published within the transaction that wrote it, once per note and member.
///
/// @param conversation the conversation
/// @param message      the note
/// @param member       who was named
/// @param by           who wrote it, null for a program without a person
public record Mentioned(
        UUID conversation,
        UUID message,
        UUID member,
        @Nullable UUID by) {}
