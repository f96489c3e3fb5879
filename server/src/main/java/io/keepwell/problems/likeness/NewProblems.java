package io.keepwell.problems.likeness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleBiFunction;

/// Complaints that may be about a problem nobody has named yet: unfamiliar to all that is known, alike to each other,
/// of at least three accounts within 48 hours (feedback.md 4.2.4). Words alone do not find causes in short texts, so
/// this is a hint for a person, never a decision.
public final class NewProblems {

    /// How far back it is looked.
    public static final Duration SPAN = Duration.ofHours(48);

    /// So many accounts have to complain.
    public static final int ACCOUNTS = 3;

    /// What is more familiar than this is about something known.
    public static final double FAMILIAR = 0.4;

    /// What is less alike than this is about something else.
    public static final double ALIKE = 0.3;

    private NewProblems() {}

    /// A complaint without a problem.
    ///
    /// @param id          id, such as of its conversation
    /// @param account     whose
    /// @param at          when it came
    /// @param familiarity as `Likeness.suggest` said
    /// @param complaint   what was said
    public record Unexplained(UUID id, UUID account, Instant at, double familiarity, Complaint complaint) {}

    /// Complaints that may have one cause.
    ///
    /// @param complaints their ids, in the order they came
    /// @param accounts   how many accounts complain
    public record Hint(List<UUID> complaints, int accounts) {}

    /// Hints, that of most accounts first. Complaints hang together where a chain of alike ones leads from one to the
    /// other, so one more complaint never takes a hint away.
    ///
    /// @param alike how alike two complaints are, between 0 and 1, such as `Likeness::alike`; symmetric
    /// @param now   the end of the 48 hours; what came later does not count
    public static List<Hint> find(
            Collection<Unexplained> complaints, ToDoubleBiFunction<Complaint, Complaint> alike, Instant now) {
        var left = new ArrayDeque<>(complaints.stream()
                .filter(it -> it.familiarity() < FAMILIAR)
                .filter(it -> !it.at().isAfter(now) && it.at().isAfter(now.minus(SPAN)))
                .sorted(Comparator.comparing(Unexplained::at).thenComparing(Unexplained::id))
                .toList());
        var hints = new ArrayList<Hint>();
        while (!left.isEmpty()) {
            var together = together(left.removeFirst(), left, alike);
            var accounts = new HashSet<UUID>();
            together.forEach(it -> accounts.add(it.account()));
            if (accounts.size() >= ACCOUNTS) {
                hints.add(new Hint(together.stream().map(Unexplained::id).toList(), accounts.size()));
            }
        }
        hints.sort(Comparator.comparingInt(Hint::accounts)
                .reversed()
                .thenComparing(hint -> hint.complaints().getFirst()));
        return hints;
    }

    /// Takes out of the rest whatever hangs together with the first.
    private static List<Unexplained> together(
            Unexplained first, Collection<Unexplained> rest, ToDoubleBiFunction<Complaint, Complaint> alike) {
        var together = new ArrayList<Unexplained>();
        var ahead = new ArrayDeque<Unexplained>();
        ahead.add(first);
        while (!ahead.isEmpty()) {
            var next = ahead.removeFirst();
            together.add(next);
            var near = rest.stream()
                    .filter(it -> alike.applyAsDouble(next.complaint(), it.complaint()) >= ALIKE)
                    .toList();
            ahead.addAll(near);
            rest.removeAll(near);
        }
        together.sort(Comparator.comparing(Unexplained::at).thenComparing(Unexplained::id));
        return together;
    }
}
