package io.keepwell.surveys.scores;

import io.keepwell.science.Proportion;
import io.keepwell.surveys.ShippedChanges;
import io.keepwell.surveys.Staying;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.surveys.Wave;
import io.keepwell.surveys.Waves;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Asking the same again and again: score and staying per cycle, with what was changed between them
/// (35).
@Service
@Transactional(readOnly = true)
class Cycles {

    private final Scores scores;
    private final Waves waves;
    private final ScoreStore store;
    private final List<ShippedChanges> changes;
    private final ObjectProvider<Staying> staying;
    private final Clock clock;

    Cycles(
            Scores scores,
            Waves waves,
            ScoreStore store,
            List<ShippedChanges> changes,
            ObjectProvider<Staying> staying,
            Clock clock) {
        this.scores = scores;
        this.waves = waves;
        this.store = store;
        this.changes = changes;
        this.staying = staying;
        this.clock = clock;
    }

    /// One cycle.
    ///
    /// @param startedAt when it began
    /// @param endedAt   when the next one began, null for the last
    /// @param stayed    of those who were asked in it, who were there until the next; empty where
    ///     nothing is known of that, or must not be
    /// @param shipped   what reached customers from here to the next, the first first
    record Cycle(
            Scores.WaveScore wave,
            Instant startedAt,
            @Nullable Instant endedAt,
            Optional<Proportion> stayed,
            List<ShippedChanges.Change> shipped) {}

    /// The cycles of a survey, the first first.
    List<Cycle> of(Survey survey) {
        var started = waves.of(survey.id()).stream().collect(Collectors.toMap(Wave::id, Wave::startedAt));
        var all = scores.waves(survey);
        var cycles = new ArrayList<Cycle>();
        for (int i = 0; i < all.size(); i++) {
            var wave = all.get(i);
            var from = started.getOrDefault(wave.wave(), clock.instant());
            var next = i + 1 < all.size() ? started.get(all.get(i + 1).wave()) : null;
            var to = next == null ? clock.instant() : next;
            cycles.add(new Cycle(wave, from, next, stayed(survey, wave.wave(), from, to), shipped(from, to)));
        }
        return cycles;
    }

    private Optional<Proportion> stayed(Survey survey, UUID wave, Instant from, Instant to) {
        var known = staying.getIfAvailable();
        return known == null || survey.privacy() == SurveyPrivacy.ANONYMOUS
                ? Optional.empty()
                : known.of(store.asked(wave), from, to);
    }

    private List<ShippedChanges.Change> shipped(Instant from, Instant to) {
        return changes.stream()
                .flatMap(source -> source.between(from, to).stream())
                .sorted(Comparator.comparing(ShippedChanges.Change::at))
                .toList();
    }
}
