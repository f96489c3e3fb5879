package io.keepwell.surveys.scores;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.TraitRule;
import io.keepwell.customers.Traits;
import io.keepwell.problems.CustomerValue;
import io.keepwell.science.Difference;
import io.keepwell.science.GroupedScore;
import io.keepwell.science.PairedBands;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Question;
import io.keepwell.surveys.Scale;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyNotFound;
import io.keepwell.surveys.SurveyPrivacy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Scores of surveys. The same functions feed the page, the API and whoever else needs them.
@Service
@Transactional(readOnly = true)
public class Scores {

    private final ScoreStore store;
    private final Traits traits;
    private final CustomerValue values;

    Scores(ScoreStore store, Traits traits, CustomerValue values) {
        this.store = store;
        this.traits = traits;
        this.values = values;
    }

    /// The score of a survey over all its waves.
    public Score of(Survey survey) {
        return of(survey, Filter.all(survey.id()));
    }

    /// The score of one wave.
    public Score of(Survey survey, UUID wave) {
        return of(survey, Filter.wave(survey.id(), wave));
    }

    /// The filter of a request.
    ///
    /// @param segment who is meant, as they are now; not for anonymous surveys, of which nobody
    ///     knows who answered
    Filter filter(
            Survey survey,
            @Nullable UUID wave,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable TraitRule segment) {
        if (wave != null
                && store.waves(survey.id()).stream().noneMatch(it -> it.id().equals(wave))) {
            throw new SurveyNotFound(wave.toString());
        }
        if (segment != null && survey.privacy() != SurveyPrivacy.IDENTIFIED) {
            throw InvalidRequest.field("segment", t("surveys.scores.refused.segment"));
        }
        return new Filter(survey.id(), wave, from, to, segment == null ? null : traits.matching(segment));
    }

    Score of(Survey survey, Filter filter) {
        var tally = tally(survey, store.answers(filter));
        boolean hidden = false;
        if (survey.privacy() != SurveyPrivacy.IDENTIFIED) {
            long n = tally.n();
            long leftOut = filter.narrows()
                    ? tally(survey, store.answers(Filter.all(survey.id()))).n() - n
                    : 0;
            hidden = few(n) || few(leftOut);
        }
        return new Score(survey, Measure.of(survey.type()), tally, store.reach(filter), hidden);
    }

    private static boolean few(long n) {
        return n > 0 && n < Tally.TOO_FEW;
    }

    /// A part of a breakdown.
    ///
    /// @param key    id, month or word; empty for answers that have none
    /// @param name   what people call it, empty where the page has to find words
    /// @param hidden whether it is kept back (3.4.3)
    public record Line(String key, String name, Tally tally, boolean hidden) {}

    /// The score in parts, in the order of their keys.
    List<Line> by(Survey survey, Cut cut, Filter filter) {
        if (cut.needsPerson() && survey.privacy() != SurveyPrivacy.IDENTIFIED) {
            throw InvalidRequest.field("by", t("surveys.scores.refused.person"));
        }
        var counted = store.answers(filter, cut);
        var names = cut == Cut.AGENT || cut == Cut.TEAM ? store.names(cut, counted.keySet()) : waveNames(survey, cut);
        var lines = new ArrayList<Line>();
        counted.forEach(
                (key, answers) -> lines.add(new Line(key, names.getOrDefault(key, ""), tally(survey, answers), false)));
        return survey.privacy() == SurveyPrivacy.IDENTIFIED ? lines : withheld(lines);
    }

    private Map<String, String> waveNames(Survey survey, Cut cut) {
        return cut == Cut.WAVE
                ? store.waves(survey.id()).stream()
                        .collect(Collectors.toMap(it -> it.id().toString(), ScoreStore.WaveName::name))
                : Map.of();
    }

    /// Keeps small parts back, and where one alone would follow from the sum of all, the next
    /// smallest too (3.4.6).
    private static List<Line> withheld(List<Line> lines) {
        var hidden = lines.stream().filter(it -> few(it.tally().n())).collect(Collectors.toSet());
        long together = hidden.stream().mapToLong(it -> it.tally().n()).sum();
        if (few(together)) {
            lines.stream()
                    .filter(it -> !hidden.contains(it))
                    .min(Comparator.comparingLong(it -> it.tally().n()))
                    .ifPresent(hidden::add);
        }
        return lines.stream()
                .map(it -> new Line(it.key(), it.name(), it.tally(), hidden.contains(it)))
                .toList();
    }

    /// A wave and what changed since the one before.
    ///
    /// @param change empty for the first with answers, and where one of both is hidden
    /// @param paired whether the change is that of the people who answered both, which is taken
    ///     where they are most of the smaller of the two (3.1.10)
    /// @param both   how many answered both
    public record WaveScore(
            UUID wave, int number, String name, Score score, Optional<Difference> change, boolean paired, long both) {}

    /// All waves of a survey, the first first.
    public List<WaveScore> waves(Survey survey) {
        var waves = new ArrayList<WaveScore>();
        UUID before = null;
        Score then = null;
        for (var wave : store.waves(survey.id())) {
            var now = of(survey, wave.id());
            boolean answered = now.tally().n() > 0;
            if (before == null || then == null || !answered) {
                waves.add(new WaveScore(wave.id(), wave.number(), wave.name(), now, Optional.empty(), false, 0));
            } else {
                waves.add(compared(wave, before, then, now));
            }
            if (answered) {
                before = wave.id();
                then = now;
            }
        }
        return waves;
    }

    private WaveScore compared(ScoreStore.WaveName wave, UUID before, Score then, Score now) {
        if (then.hidden() || now.hidden()) {
            return new WaveScore(wave.id(), wave.number(), wave.name(), now, Optional.empty(), false, 0);
        }
        var pairs =
                now.measure() == Measure.NPS ? paired(now.survey(), before, wave.id()) : new PairedBands(0, 0, 0, 0, 0);
        boolean most = 2 * pairs.n() > Math.min(then.tally().n(), now.tally().n());
        var change = most ? pairs.change() : now.measure().change(then.tally(), now.tally());
        return new WaveScore(wave.id(), wave.number(), wave.name(), now, change, most, pairs.n());
    }

    private PairedBands paired(Survey survey, UUID earlier, UUID later) {
        var steps = new long[5];
        var scale = scale(survey);
        for (var pair : store.pairs(earlier, later)) {
            int step = height(survey.type().band(pair.now(), scale))
                    - height(survey.type().band(pair.then(), scale));
            steps[step + 2] += pair.n();
        }
        return new PairedBands(steps[0], steps[1], steps[2], steps[3], steps[4]);
    }

    /// The score with each account counted once, whatever the number of its people (3.1.11).
    ///
    /// @param even     all accounts alike
    /// @param weighted by what they are worth; another figure, and called so
    /// @param known    of how many of them the worth is known; the others weigh as the median one
    public record Accounts(GroupedScore even, GroupedScore weighted, long known) {}

    /// The account view of an NPS survey whose people are known.
    Optional<Accounts> accounts(Survey survey, Filter filter) {
        if (survey.privacy() != SurveyPrivacy.IDENTIFIED || Measure.of(survey.type()) != Measure.NPS) {
            return Optional.empty();
        }
        var sums = new HashMap<UUID, long[]>();
        for (var row : store.accounts(filter)) {
            var sum = sums.computeIfAbsent(row.account(), it -> new long[2]);
            sum[0] += row.n() * height(survey.type().band(row.score(), scale(survey)));
            sum[1] += row.n();
        }
        var worth = values.of(sums.keySet());
        var usual = values.usual().orElse(BigDecimal.ONE);
        var even = new GroupedScore.Sum();
        var weighted = new GroupedScore.Sum();
        long known = 0;
        for (var account : sums.entrySet()) {
            double mean = (double) account.getValue()[0] / account.getValue()[1];
            even.add(mean, 1);
            var value = worth.get(account.getKey());
            if (value != null && value.signum() > 0) {
                known++;
            }
            double weight = value == null || value.signum() <= 0 ? usual.doubleValue() : value.doubleValue();
            if (weight > 0) {
                weighted.add(mean, weight);
            }
        }
        return Optional.of(new Accounts(even.score(), weighted.score(), known));
    }

    /// How far two waves of two surveys are apart, of whoever answered.
    ///
    /// @throws InvalidRequest where they measure different things: types, scales, directions
    ///     (3.1.13), or a relationship against what has just happened (3.1.14)
    Optional<Difference> compare(Survey survey, Filter filter, Survey other, Filter with) {
        if (survey.type() != other.type() || !scale(survey).equals(scale(other))) {
            throw InvalidRequest.field("with", t("surveys.scores.refused.scale"));
        }
        if (survey.purpose() != other.purpose()) {
            throw InvalidRequest.field("with", t("surveys.scores.refused.purpose"));
        }
        var now = of(survey, filter);
        var then = of(other, with);
        return now.hidden() || then.hidden() ? Optional.empty() : now.measure().change(then.tally(), now.tally());
    }

    private static int height(Band band) {
        return switch (band) {
            case PROMOTER -> 1;
            case PASSIVE -> 0;
            case DETRACTOR -> -1;
        };
    }

    private static Tally tally(Survey survey, SortedMap<Integer, Long> answers) {
        return new Tally(survey.type(), scale(survey), answers);
    }

    private static Scale scale(Survey survey) {
        return survey.scored()
                .map(Question::scale)
                .orElseGet(() -> survey.type().scale());
    }
}
