package io.keepwell.problems.likely;

import io.keepwell.problems.ProblemSuggestions;
import io.keepwell.problems.likeness.Suggestions.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The likeliest problems of words that are no conversation.
@Component
class LikelyOfWords implements ProblemSuggestions {

    /// Less likely ones are not worth the reading, whatever word they share.
    private static final double LEAST = 0.03;

    private static final int MOST_WORDS = 4;

    private final Learned learned;

    LikelyOfWords(Learned learned) {
        this.learned = learned;
    }

    @Override
    public List<Suggested> of(Locale locale, String words, int most) {
        if (words.isBlank()) {
            return List.of();
        }
        return learned.atOnce().stream()
                .flatMap(known -> known.suggest(OwnWords.complaint(locale, "", words), most).likeliest().stream())
                .filter(it -> it.score() >= LEAST)
                .map(it -> new Suggested(it.problem(), it.score(), because(it)))
                .filter(it -> !it.because().isEmpty())
                .toList();
    }

    private static List<String> because(Suggestion it) {
        return Stream.concat(it.named().stream(), it.because().stream().flatMap(alike -> alike.words().stream()))
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }
}
