package io.keepwell.surveys.scores;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The score on the page of its survey, once somebody was asked.
@Component
@Order(10)
class ScorePart implements SurveyPart {

    private final Scores scores;
    private final Fragments fragments;

    ScorePart(Scores scores, Fragments fragments) {
        this.scores = scores;
        this.fragments = fragments;
    }

    @Override
    public boolean first() {
        return true;
    }

    @Override
    public Optional<Content> show(Survey survey) {
        var score = scores.of(survey);
        return score.reach().invited() == 0 && score.tally().n() == 0
                ? Optional.empty()
                : Optional.of(fragments.of(
                        "surveys/scores/part.jte",
                        Map.of(
                                "page",
                                new ScorePage(
                                        survey, null, score, List.of(), Cut.MONTH, List.of(), Optional.empty()))));
    }
}
