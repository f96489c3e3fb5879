package io.keepwell.gestures;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Somebody asks for a gesture above what they may give. Published within the transaction that wrote it down.
///
/// @param gesture      id of the gesture
/// @param conversation where it came from
/// @param tell         members who may decide
/// @param by           who asks
/// @param at           when
public record GestureAsked(UUID gesture, UUID conversation, List<UUID> tell, UUID by, Instant at) {}
