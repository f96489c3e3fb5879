package io.keepwell.problems.likely;

import io.keepwell.problems.Problem;
import java.util.List;
import java.util.UUID;

/// A problem that a complaint may be about, with what speaks for it.
///
/// @param problem  the problem
/// @param score    share of belief among all problems, between 0 and 1
/// @param familiar whether complaints like this one were confirmed before
/// @param alike    earlier complaints that are alike, the nearest first, three at most
/// @param named    words of the problem's own names that occur in the complaint
/// @param signals  what both have in common besides words, such as an error code
record LikelyProblem(
        Problem problem, double score, boolean familiar, List<Alike> alike, List<String> named, List<String> signals) {

    /// An earlier complaint.
    ///
    /// @param conversation id of its conversation
    /// @param number       number of it
    /// @param name         how its customer is called
    /// @param words        what both say, the rarest first
    record Alike(UUID conversation, long number, String name, String subject, List<String> words) {}

    /// How likely it is, as a word: `very`, `quite` or `maybe`. The score says which of the known problems
    /// it is if it is one of them; where nothing like the complaint was ever confirmed, that says little.
    String how() {
        if (!familiar) {
            return "maybe";
        }
        if (score >= 0.9) {
            return "very";
        }
        return score >= 0.5 ? "quite" : "maybe";
    }
}
