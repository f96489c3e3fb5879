package io.keepwell.conversations.sla;

import java.time.Instant;
import java.util.UUID;

/// An agreed time was not kept. Published once for each round of a clock, within the transaction that notes
/// it; that may be later than the due instant, after the server was down.
///
/// @param conversation which conversation
/// @param metric       what was agreed
/// @param cycle        which round
/// @param due          when it was over
public record SlaBreached(UUID conversation, Metric metric, int cycle, Instant due) {}
