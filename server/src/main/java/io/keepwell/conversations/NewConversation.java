package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation as it begins.
///
/// @param automatic whether a machine opened it
/// @param follows   the closed conversation it continues, or null
/// @param kindWords the words that suggested the kind
record NewConversation(
        UUID id,
        String subject,
        Channel channel,
        @Nullable UUID mailbox,
        UUID customer,
        ConversationState state,
        @Nullable ConversationKind kind,
        List<String> kindWords,
        boolean automatic,
        @Nullable Locale locale,
        @Nullable UUID follows,
        Instant at) {}
