package io.keepwell.conversations;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a conversation has besides its letters, as far as joining two of them changes it.
///
/// @param participants by address
/// @param due          what is owed by whom, see `conversation_due`
/// @param drafts       what members have typed, by `member:type`
record Belongings(
        ConversationState state,
        CauseState cause,
        @Nullable ConversationKind kind,
        List<String> kindWords,
        Priority priority,
        @Nullable Instant neededBy,
        @Nullable UUID assignee,
        @Nullable UUID team,
        Instant createdAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant promisedAt,
        @Nullable Instant solvedAt,
        List<String> tags,
        Map<String, Participant> participants,
        Map<String, Instant> due,
        Map<String, String> drafts) {

    /// Somebody on the customer's side.
    record Participant(@Nullable String name, Instant addedAt) {}

    /// What the surviving conversation has after another one has become part of it: nothing that was owed is less
    /// urgent, nothing that was known is lost, and what still had to be done in either has to be done.
    Belongings with(Belongings other) {
        return new Belongings(
                joined(state, other.state),
                cause == CauseState.NONE ? other.cause : cause,
                kind == null ? other.kind : kind,
                kind == null ? other.kindWords : kindWords,
                priority.compareTo(other.priority) >= 0 ? priority : other.priority,
                earlier(neededBy, other.neededBy),
                assignee == null ? other.assignee : assignee,
                team == null ? other.team : team,
                createdAt.isBefore(other.createdAt) ? createdAt : other.createdAt,
                earlier(acknowledgedAt, other.acknowledgedAt),
                earlier(promisedAt, other.promisedAt),
                done(joined(state, other.state)) ? solvedAt : null,
                both(tags, other.tags),
                merged(participants, other.participants, (mine, theirs) -> mine),
                merged(due, other.due, (mine, theirs) -> mine.isBefore(theirs) ? mine : theirs),
                merged(drafts, other.drafts, (mine, theirs) -> mine + "\n\n" + theirs));
    }

    /// The same, given to a person and a team.
    Belongings givenTo(@Nullable UUID member, @Nullable UUID members) {
        return new Belongings(
                state,
                cause,
                kind,
                kindWords,
                priority,
                neededBy,
                member,
                members,
                createdAt,
                acknowledgedAt,
                promisedAt,
                solvedAt,
                tags,
                participants,
                due,
                drafts);
    }

    /// The same with other people, and with drafts besides its own.
    Belongings having(Map<String, Participant> people, Map<String, String> further) {
        return new Belongings(
                state,
                cause,
                kind,
                kindWords,
                priority,
                neededBy,
                assignee,
                team,
                createdAt,
                acknowledgedAt,
                promisedAt,
                solvedAt,
                tags,
                people,
                due,
                merged(drafts, further, (mine, theirs) -> mine + "\n\n" + theirs));
    }

    /// What it has after letters came into it.
    ///
    /// @param spoken whether a person of the customer's side wrote one of them: it is ours to act again (ST1)
    /// @param people who wrote them
    Belongings spokenTo(boolean spoken, Map<String, Participant> people) {
        boolean opens = spoken && state != ConversationState.NEW;
        return new Belongings(
                opens ? ConversationState.OPEN : state,
                cause,
                kind,
                kindWords,
                priority,
                neededBy,
                assignee,
                team,
                createdAt,
                acknowledgedAt,
                promisedAt,
                opens ? null : solvedAt,
                tags,
                merged(participants, people, (mine, theirs) -> mine),
                due,
                drafts);
    }

    /// What the surviving conversation has after the joining was taken back: as before, but for what somebody has
    /// changed since, which stays.
    ///
    /// @param after   what it had right after the joining
    /// @param before  what it had right before
    /// @param writers addresses of those who wrote letters that stay; they go on taking part
    Belongings back(Belongings after, Belongings before, Set<String> writers) {
        boolean sameState = state == after.state;
        return new Belongings(
                sameState ? before.state : state,
                unless(cause, after.cause, before.cause),
                unlessNull(kind, after.kind, before.kind),
                Objects.equals(kindWords, after.kindWords) ? before.kindWords : kindWords,
                unless(priority, after.priority, before.priority),
                unlessNull(neededBy, after.neededBy, before.neededBy),
                unlessNull(assignee, after.assignee, before.assignee),
                unlessNull(team, after.team, before.team),
                unless(createdAt, after.createdAt, before.createdAt),
                unlessNull(acknowledgedAt, after.acknowledgedAt, before.acknowledgedAt),
                unlessNull(promisedAt, after.promisedAt, before.promisedAt),
                sameState ? before.solvedAt : solvedAt,
                tags.stream()
                        .filter(tag -> !after.tags.contains(tag) || before.tags.contains(tag))
                        .toList(),
                kept(participants, after.participants, before.participants, writers),
                unlessChanged(due, after.due, before.due),
                unlessChanged(drafts, after.drafts, before.drafts));
    }

    /// The drafts that go back to where they were: those that nobody has changed since.
    Map<String, String> draftsBack(Belongings after, Map<String, String> theirs) {
        return theirs.entrySet().stream()
                .filter(draft -> Objects.equals(drafts.get(draft.getKey()), after.drafts.get(draft.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    // The one of the two that is further from done; new only while both are.
    private static ConversationState joined(ConversationState mine, ConversationState theirs) {
        if (mine == theirs) {
            return mine;
        }
        if (active(mine) || active(theirs)) {
            return ConversationState.OPEN;
        }
        return mine.compareTo(theirs) <= 0 ? mine : theirs;
    }

    private static boolean active(ConversationState state) {
        return state == ConversationState.NEW || state == ConversationState.OPEN;
    }

    private static boolean done(ConversationState state) {
        return state == ConversationState.SOLVED || state == ConversationState.CLOSED;
    }

    private static @Nullable Instant earlier(@Nullable Instant mine, @Nullable Instant theirs) {
        if (mine == null || theirs == null) {
            return mine == null ? theirs : mine;
        }
        return mine.isBefore(theirs) ? mine : theirs;
    }

    private static List<String> both(List<String> mine, List<String> theirs) {
        var all = new LinkedHashSet<>(mine);
        all.addAll(theirs);
        return all.stream().sorted().toList();
    }

    private static <V> Map<String, V> merged(Map<String, V> mine, Map<String, V> theirs, BinaryOperator<V> choose) {
        var all = new TreeMap<>(mine);
        theirs.forEach((key, value) -> all.merge(key, value, choose));
        return all;
    }

    private static <V> V unless(V now, V after, V before) {
        return now.equals(after) ? before : now;
    }

    private static <V> @Nullable V unlessNull(@Nullable V now, @Nullable V after, @Nullable V before) {
        return Objects.equals(now, after) ? before : now;
    }

    private static Map<String, Participant> kept(
            Map<String, Participant> now,
            Map<String, Participant> after,
            Map<String, Participant> before,
            Set<String> writers) {
        var kept = new HashMap<>(now);
        kept.keySet()
                .removeIf(email -> after.containsKey(email) && !before.containsKey(email) && !writers.contains(email));
        return kept;
    }

    private static <V> Map<String, V> unlessChanged(Map<String, V> now, Map<String, V> after, Map<String, V> before) {
        var kept = new HashMap<>(now);
        after.forEach((key, value) -> {
            if (value.equals(now.get(key))) {
                kept.remove(key);
            }
        });
        before.forEach((key, value) -> {
            if (Objects.equals(now.get(key), after.get(key))) {
                kept.put(key, value);
            }
        });
        return kept;
    }
}
