package io.keepwell.surveys.scores;

import io.keepwell.science.NetPromoter;
import io.keepwell.science.Proportion;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Scale;
import io.keepwell.surveys.SurveyType;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often each score was answered. Skipped questions are no part of it (3.1.2).
///
/// @param answers how many there are of each value of the scale, never 0
public record Tally(SurveyType type, Scale scale, SortedMap<Integer, Long> answers) {

    /// Below this the score is grey (3.1.7).
    public static final int FEW = 30;

    /// Below this only counts are shown (3.1.7), and of surveys that promise it not even those
    /// (3.4.3).
    public static final int TOO_FEW = 5;

    /// How many answered.
    public long n() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean few() {
        return n() < FEW;
    }

    public boolean tooFew() {
        return n() < TOO_FEW;
    }

    /// How many answers point each way.
    public Map<Band, Long> bands() {
        var bands = new EnumMap<Band, Long>(Band.class);
        for (var band : Band.values()) {
            bands.put(band, 0L);
        }
        answers.forEach((score, count) -> bands.merge(type.band(score, scale), count, Long::sum));
        return bands;
    }

    public long of(Band band) {
        return bands().getOrDefault(band, 0L);
    }

    /// Promoters and detractors as a score. Of scales other than that of NPS it is no NPS and not
    /// shown as one.
    public NetPromoter net() {
        var bands = bands();
        return new NetPromoter(
                bands.getOrDefault(Band.PROMOTER, 0L),
                bands.getOrDefault(Band.PASSIVE, 0L),
                bands.getOrDefault(Band.DETRACTOR, 0L));
    }

    /// Those who gave one of the two best answers, the first of the two forms of CSAT (3.1.12).
    public Proportion topTwo() {
        return new Proportion(of(Band.PROMOTER), n());
    }

    /// The mean on the scale as it was asked, the second form; never turned into another scale.
    public OptionalDouble mean() {
        long n = n();
        return n == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(answers.entrySet().stream()
                                .mapToDouble(each -> (double) each.getKey() * each.getValue())
                                .sum()
                        / n);
    }

    /// The answers of two tallies together; of the same scale.
    public Tally plus(Tally other) {
        var sum = new TreeMap<>(answers);
        other.answers.forEach((score, count) -> sum.merge(score, count, Long::sum));
        return new Tally(type, scale, sum);
    }
}
