package io.keepwell.conversations.sla;

import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was agreed for some conversations.
///
/// @param id         id
/// @param name       what people call it
/// @param version    grows with every change
/// @param calendar   by which attended time is counted, null for the calendar of the mailbox
/// @param when       which conversations
/// @param targets    attended time by priority and metric
/// @param pauses     states in which the clock of a metric stands still
/// @param total      whether resolution goes on when a conversation is opened again
/// @param notesCount whether notes end the wait for an answer
/// @param warnBefore how much attended time before it is due somebody is warned
record SlaPolicy(
        UUID id,
        String name,
        int version,
        @Nullable UUID calendar,
        Conditions when,
        Map<Priority, Map<Metric, Duration>> targets,
        Map<Metric, Set<ConversationState>> pauses,
        boolean total,
        boolean notesCount,
        Duration warnBefore) {

    static final Duration USUAL_WARNING = Duration.ofMinutes(15);

    /// Which conversations a policy is for; what is empty fits everything.
    record Conditions(
            Set<UUID> mailboxes,
            Set<UUID> teams,
            Set<ConversationKind> kinds,
            Set<Priority> priorities,
            Set<String> tags,
            Set<UUID> accounts) {

        static final Conditions ALL = new Conditions(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

        boolean fit(Subject it) {
            return fits(mailboxes, it.mailbox())
                    && fits(teams, it.team())
                    && fits(kinds, it.kind())
                    && fits(priorities, it.priority())
                    && fits(accounts, it.account())
                    && (tags.isEmpty() || it.tags().stream().anyMatch(tags::contains));
        }

        private static <T> boolean fits(Collection<T> wanted, @Nullable T is) {
            return wanted.isEmpty() || is != null && wanted.contains(is);
        }
    }

    /// What conditions ask of a conversation.
    ///
    /// @param hurried whether its first answer is wanted in half the time
    record Subject(
            @Nullable UUID mailbox,
            @Nullable UUID team,
            @Nullable ConversationKind kind,
            Priority priority,
            List<String> tags,
            UUID account,
            boolean hurried) {}

    Terms terms(Priority priority) {
        return new Terms(targets.getOrDefault(priority, Map.of()), pauses, total, notesCount, warnBefore);
    }

    /// The terms of all priorities, worked out once.
    Map<Priority, Terms> terms() {
        var all = new EnumMap<Priority, Terms>(Priority.class);
        for (var priority : Priority.values()) {
            all.put(priority, terms(priority));
        }
        return all;
    }
}
