package io.keepwell.mail;

import io.keepwell.platform.OutboxState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The delivery of a letter has come further. Published within the transaction that says so.
///
/// @param letter id of the letter (of the message it carries)
/// @param thread thread it belongs to
/// @param kind   what kind of letter it is
/// @param state  how far it has come
/// @param reason why, in words, where there is a reason
public record LetterChanged(
        UUID letter,
        UUID thread,
        Letter.Kind kind,
        OutboxState state,
        @Nullable String reason) {}
