package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;

/// A broadcast stands in the ledger and leaves when its hold is over. Published within the transaction.
///
/// @param broadcast id of the broadcast
/// @param problem   id of the problem
/// @param stage     what it says
/// @param people    how many are told
/// @param at        when
public record BroadcastStaged(UUID broadcast, UUID problem, NoticeStage stage, int people, Instant at) {}
