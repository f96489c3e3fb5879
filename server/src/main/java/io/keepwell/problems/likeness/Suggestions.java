package io.keepwell.problems.likeness;

import java.util.List;
import java.util.UUID;

/// The likeliest problems of a complaint.
///
/// @param likeliest   best first
/// @param familiarity between 0 (nothing like it was ever confirmed) and 1 (word by word); a hint that it may be a
///                    new problem where it is low, never a decision
public record Suggestions(List<Suggestion> likeliest, double familiarity) {

    /// A problem it may be about.
    ///
    /// @param problem  the problem
    /// @param score    share of belief among all problems, between 0 and 1; they add up to 1 at most
    /// @param because  the examples most alike, nearest first, three at most
    /// @param named    words of the problem's own names that occur in the complaint
    /// @param signals  values that complaint and problem have in common, such as an error code
    public record Suggestion(
            UUID problem, double score, List<Alike> because, List<String> named, List<Shared> signals) {}

    /// An earlier complaint that is alike.
    ///
    /// @param example  id of the example
    /// @param likeness between 0 and 1
    /// @param words    words in common, as this complaint has them, the rarest first
    public record Alike(UUID example, double likeness, List<String> words) {}

    /// A signal in common.
    public record Shared(Signals.Kind kind, String value) {}
}
