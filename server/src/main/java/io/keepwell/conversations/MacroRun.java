package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a macro did to a conversation.
///
/// @param id          also the batch of the events that it caused
/// @param name        name of the macro
/// @param message     the reply it sent, or null
/// @param note        the note it wrote, or null
/// @param draftBefore what stood in the composer before, null once that is forgotten
/// @param draftAfter  what stood there after, or was sent
/// @param kind        the kind before
/// @param kindWords   the words that had suggested the kind before
/// @param undoneAt    when it was undone, or null
/// @param leftAlone   what the undo left alone, in words, or null
record MacroRun(
        UUID id,
        UUID macro,
        String name,
        UUID conversation,
        UUID member,
        Instant at,
        @Nullable UUID message,
        @Nullable UUID note,
        @Nullable String draftBefore,
        @Nullable String draftAfter,
        @Nullable ConversationKind kind,
        List<String> kindWords,
        @Nullable Instant undoneAt,
        @Nullable String leftAlone) {}
