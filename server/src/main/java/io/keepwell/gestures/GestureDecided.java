package io.keepwell.gestures;

import java.time.Instant;
import java.util.UUID;

/// What somebody asked for was decided. Published within the transaction that decided it.
///
/// @param gesture      id of the gesture
/// @param conversation where it came from
/// @param asker        who had asked
/// @param approved     whether it may be given
/// @param by           who decided
/// @param at           when
public record GestureDecided(UUID gesture, UUID conversation, UUID asker, boolean approved, UUID by, Instant at) {}
