package io.keepwell.surveys.scores;

import io.keepwell.surveys.Survey;
import io.keepwell.surveys.scores.Cycles.Cycle;
import java.util.List;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;

/// The page of the cycles of a survey, the last first.
///
/// @param cycles the first first
record CyclePage(Survey survey, List<Cycle> cycles) {

    List<Cycle> lastFirst() {
        return cycles.reversed();
    }

    /// Whether it is known of any cycle who stayed.
    boolean stayingKnown() {
        return cycles.stream().anyMatch(it -> it.stayed().isPresent());
    }

    String value(Cycle cycle) {
        var score = cycle.wave().score();
        return score.hidden() || score.tally().tooFew()
                ? "–"
                : ScoreWords.value(score.measure(), score.value(), score.tally().n());
    }

    String interval(Cycle cycle) {
        var score = cycle.wave().score();
        return score.hidden() || score.tally().tooFew()
                ? ""
                : ScoreWords.interval(
                        score.measure(), score.interval(), score.tally().n());
    }

    Optional<String> change(Cycle cycle) {
        var score = cycle.wave().score();
        return cycle.wave()
                .change()
                .filter(it -> !score.tally().tooFew())
                .map(it -> ScoreWords.change(score.measure(), it, score.tally().n()));
    }

    String tint(Cycle cycle) {
        return cycle.wave()
                .change()
                .filter(it -> it.real() && !cycle.wave().score().tally().tooFew())
                .map(it -> it.value() > 0 ? "good" : "bad")
                .orElse("");
    }

    /// "94 % (91 to 96 %)"; empty where nothing is known.
    String stayed(Cycle cycle) {
        return cycle.stayed()
                .filter(it -> it.share().isPresent())
                .map(it -> percent(it.share().getAsDouble()) + " ("
                        + percent(it.interval().low()) + " – "
                        + percent(it.interval().high()) + ")")
                .orElse("");
    }

    private static String percent(double share) {
        return String.format(LocaleContextHolder.getLocale(), "%.0f", 100 * share) + "\u00a0%";
    }
}
