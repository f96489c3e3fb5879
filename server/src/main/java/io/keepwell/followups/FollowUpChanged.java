package io.keepwell.followups;

import java.time.Instant;
import java.util.UUID;

/// A follow-up was opened, opened again or closed. Published within the transaction.
///
/// @param kind `opened`, `reopened` or `closed`
/// @param at   when
record FollowUpChanged(UUID followUp, String kind, Instant at) {}
