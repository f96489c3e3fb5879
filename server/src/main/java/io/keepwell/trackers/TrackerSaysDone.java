package io.keepwell.trackers;

import java.time.Instant;
import java.util.UUID;

/// The tracker says that a problem is done: whoever answers for it can prepare the fix. Published within the
/// transaction that took the news.
///
/// @param problem id of the problem
/// @param member  id of who answers for it
/// @param cause   what the tracker said, to be told once
/// @param at      since when it is done
public record TrackerSaysDone(UUID problem, UUID member, String cause, Instant at) {}
