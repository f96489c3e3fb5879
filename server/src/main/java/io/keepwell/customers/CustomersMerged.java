package io.keepwell.customers;

import java.time.Instant;
import java.util.UUID;

/// Two profiles became one person, or two again. Published within the transaction, after everything
/// went over.
///
/// @param survivor id of the profile that stays
/// @param merged   id of the one that is part of it now, or no more
/// @param undone   whether this takes it back
/// @param at       when
public record CustomersMerged(UUID survivor, UUID merged, boolean undone, Instant at) {}
