package io.keepwell.platform;

import java.util.UUID;

/// Something on its way out.
///
/// @param id       id in the outbox
/// @param channel  which channel delivers it
/// @param causeKey what caused it; unique, so that nothing is said twice
/// @param subject  what the channel delivers, by its own id
/// @param attempt  number of this attempt, from 1
public record OutboxItem(UUID id, String channel, String causeKey, UUID subject, int attempt) {}
