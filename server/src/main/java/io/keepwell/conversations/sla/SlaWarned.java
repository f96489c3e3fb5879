package io.keepwell.conversations.sla;

import java.time.Instant;
import java.util.UUID;

/// An agreed time will soon be over. Published once for each round of a clock, within the transaction that notes it.
///
/// @param conversation which conversation
/// @param metric       what was agreed
/// @param cycle        which round
/// @param due          when it will be over
public record SlaWarned(UUID conversation, Metric metric, int cycle, Instant due) {}
