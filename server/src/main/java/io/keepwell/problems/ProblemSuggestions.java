package io.keepwell.problems;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The problems that some words of a customer are likely about, where those words are no conversation.
public interface ProblemSuggestions {

    /// A problem that may be meant.
    ///
    /// @param score   share of belief among all problems, between 0 and 1
    /// @param because words that speak for it, the strongest first; may be empty
    record Suggested(UUID problem, double score, List<String> because) {}

    /// The likeliest ones, best first. Does not wait: empty while nothing is learned yet.
    ///
    /// @param locale language of the words
    List<Suggested> of(Locale locale, String words, int most);
}
