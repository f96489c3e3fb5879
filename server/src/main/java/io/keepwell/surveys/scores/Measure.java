package io.keepwell.surveys.scores;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.science.Difference;
import io.keepwell.science.Interval;
import io.keepwell.shared.Words;
import io.keepwell.surveys.SurveyType;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which figure a score is.
public enum Measure {
    /// Promoters minus detractors in a hundred, −100 to 100; no percentage.
    NPS,
    /// How many of a hundred gave one of the two best answers.
    TOP_TWO;

    private static final double PERCENT = 100;

    /// That of a type of survey.
    public static Measure of(SurveyType type) {
        return type == SurveyType.NPS ? NPS : TOP_TWO;
    }

    /// Its value; empty without answers.
    public OptionalDouble value(Tally tally) {
        if (this == NPS) {
            return tally.net().score();
        }
        var share = tally.topTwo().share();
        return share.isEmpty() ? share : OptionalDouble.of(PERCENT * share.getAsDouble());
    }

    /// Its 95 % interval.
    ///
    /// @param population how many could have answered; `Long.MAX_VALUE` where nobody knows
    public Interval interval(Tally tally, long population) {
        if (this == NPS) {
            return tally.net().interval(population);
        }
        var share = tally.topTwo().interval();
        return new Interval(PERCENT * share.low(), PERCENT * share.high());
    }

    /// The change from an earlier to a later one, of other people; empty where one of them has no
    /// answers.
    public Optional<Difference> change(Tally earlier, Tally later) {
        return this == NPS
                ? later.net().since(earlier.net())
                : later.topTwo().since(earlier.topTwo()).map(it -> it.times(PERCENT));
    }

    /// Its word in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
