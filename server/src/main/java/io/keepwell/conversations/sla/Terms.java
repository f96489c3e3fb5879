package io.keepwell.conversations.sla;

import io.keepwell.conversations.ConversationState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// What was agreed for one conversation.
///
/// @param targets    attended time by metric; a metric without a target is measured all the same
/// @param pauses     the states in which the clock of a metric stands still (S4)
/// @param total      whether resolution goes on counting after a conversation was opened again (S3)
/// @param notesCount whether a note ends the wait for an answer (S1)
/// @param warnBefore how much attended time before it is due somebody is warned
record Terms(
        Map<Metric, Duration> targets,
        Map<Metric, Set<ConversationState>> pauses,
        boolean total,
        boolean notesCount,
        Duration warnBefore) {

    /// The customer's turn: neither a solution nor an update is owed then. Waiting for somebody else is our time.
    static final Map<Metric, Set<ConversationState>> USUAL_PAUSES = Map.of(
            Metric.RESOLUTION, Set.of(ConversationState.PENDING),
            Metric.PERIODIC_UPDATE, Set.of(ConversationState.PENDING));

    /// Nothing is agreed; everything is measured.
    static final Terms NONE = new Terms(Map.of(), USUAL_PAUSES, false, false, Duration.ZERO);

    /// The same with half the time for the first answer (feedback.md 3.8.6).
    Terms hurried() {
        var first = targets.get(Metric.FIRST_RESPONSE);
        if (first == null) {
            return this;
        }
        var sooner = new EnumMap<Metric, Duration>(targets);
        sooner.put(Metric.FIRST_RESPONSE, first.dividedBy(2));
        return new Terms(sooner, pauses, total, notesCount, warnBefore);
    }

    Set<ConversationState> pauses(Metric metric) {
        return pauses.getOrDefault(metric, Set.of());
    }
}
