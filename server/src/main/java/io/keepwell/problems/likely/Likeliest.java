package io.keepwell.problems.likely;

import io.keepwell.problems.likeness.Complaint;
import io.keepwell.problems.likeness.NewProblems;
import io.keepwell.problems.likeness.Suggestions;
import io.keepwell.problems.likeness.Suggestions.Suggestion;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The likeliest problem of what somebody wrote, for whoever cannot wait: empty where that takes longer than a moment.
@Component
public class Likeliest implements DisposableBean {

    private static final Duration MOMENT = Duration.ofMillis(500);

    /// So much of their rare words a complaint and a confirmed one have in common.
    private static final double ALIKE = 0.5;

    /// Less will do where it names the problem, or quotes its error code.
    private static final double ALIKE_AND_NAMED = 0.25;

    private final Learned learned;
    private final LikelyStore store;
    private final ExecutorService asked = Executors.newVirtualThreadPerTaskExecutor();

    Likeliest(Learned learned, LikelyStore store) {
        this.learned = learned;
        this.store = store;
    }

    /// A problem that something may be about.
    ///
    /// @param score    share of belief among all problems, between 0 and 1
    /// @param familiar whether a complaint very like this one was confirmed to be about it before
    public record Match(UUID problem, double score, boolean familiar) {}

    /// Of a conversation, by its first letter.
    public Optional<Match> of(UUID conversation) {
        return store.complaint(conversation).flatMap(this::of);
    }

    /// Of words that somebody tries.
    public Optional<Match> of(Locale locale, String subject, String text) {
        return of(OwnWords.complaint(locale, subject, text));
    }

    private Optional<Match> of(Complaint complaint) {
        var known = learned.atOnce();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var answer = asked.submit(() -> known.get().suggest(complaint, 1));
        try {
            return best(answer.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("Likely problems could not be found", broken);
        }
    }

    private static Optional<Match> best(Suggestions suggested) {
        return suggested.likeliest().stream()
                .findFirst()
                .map(it -> new Match(
                        it.problem(), it.score(), suggested.familiarity() >= NewProblems.FAMILIAR && speaksForIt(it)));
    }

    // Where few problems are known, a share of belief is soon large, and two angry letters have their anger in common.
    private static boolean speaksForIt(Suggestion it) {
        double likeness = it.because().stream()
                .mapToDouble(Suggestions.Alike::likeness)
                .max()
                .orElse(0);
        boolean spoken = !it.named().isEmpty() || !it.signals().isEmpty();
        return likeness >= ALIKE || spoken && likeness >= ALIKE_AND_NAMED;
    }

    @Override
    public void destroy() {
        asked.shutdownNow();
    }
}
