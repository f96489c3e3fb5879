package io.keepwell.surveys.scores;

import io.keepwell.science.Interval;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPrivacy;
import java.util.OptionalDouble;

/// A score with everything one has to know to believe it.
///
/// @param reach  how far asking came
/// @param hidden whether it is kept back, since a survey that promised so has too few answers here,
///     or leaves out too few (3.4.3, 3.4.6); then nothing but that may be shown
public record Score(Survey survey, Measure measure, Tally tally, Reach reach, boolean hidden) {

    /// The figure; empty without answers and where it is hidden.
    public OptionalDouble value() {
        return hidden ? OptionalDouble.empty() : measure.value(tally);
    }

    /// Its 95 % interval, narrower where most of those who were reached answered (3.1.8).
    public Interval interval() {
        return measure.interval(tally, population());
    }

    private long population() {
        long reached = reach.reached();
        // imported answers and those by an open link have no known population
        return reached == 0 || reach.answered() > reached || survey.privacy() == SurveyPrivacy.ANONYMOUS
                ? Long.MAX_VALUE
                : reached;
    }
}
