package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What a survey measures with its first question.
public enum SurveyType {
    /// How likely they are to recommend us, 0 to 10.
    NPS,
    /// How satisfied they are, 1 to 5.
    CSAT,
    /// How easy it was, 1 to 7 of agreement or, in the older form, 1 to 5 of effort.
    CES,
    /// Questions of one's own, the first of which may be a score.
    CUSTOM;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }

    /// The scale its first question has where nobody says otherwise.
    public Scale scale() {
        return switch (this) {
            case NPS, CUSTOM -> new Scale(0, 10, true);
            case CSAT -> new Scale(1, 5, true);
            case CES -> new Scale(1, 7, true);
        };
    }

    /// Which way a score points: NPS 9 to 10, 7 to 8, 0 to 6 (3.1.1); elsewhere the two best of the
    /// scale, the two worst, and what is between (3.6.2).
    ///
    /// @param score within the scale
    public Band band(int score, Scale scale) {
        if (this == NPS) {
            return score >= 9 ? Band.PROMOTER : score >= 7 ? Band.PASSIVE : Band.DETRACTOR;
        }
        int fromBest = scale.higherIsBetter() ? scale.high() - score : score - scale.low();
        int fromWorst = scale.high() - scale.low() - fromBest;
        return fromBest <= 1 ? Band.PROMOTER : fromWorst <= 1 ? Band.DETRACTOR : Band.PASSIVE;
    }
}
