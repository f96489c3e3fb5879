package io.keepwell.problems.repeats;

import java.time.Instant;

/// An alarm was raised, got another grade or no longer holds. Published within the transaction of it.
///
/// @param alarm as it is now
record AlarmNews(Alarm alarm, Instant at) {}
