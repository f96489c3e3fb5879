package io.keepwell.conversations;

import java.util.UUID;

/// Somebody has started a conversation. Carries the id alone: events are stored, and people may ask to be forgotten.
///
/// @param conversation id of the conversation
public record ConversationOpened(UUID conversation) {}
