package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// What is asked of a survey does not go with where it stands.
final class SurveyRefused extends Refusal {

    private SurveyRefused(String sentence) {
        super(Kind.CONFLICT, sentence);
    }

    /// @param why last part of a text `surveys.refused.<why>`
    static SurveyRefused because(String why) {
        return new SurveyRefused(t("surveys.refused." + why));
    }

    /// It cannot ask yet.
    ///
    /// @param missing what is missing, in a sentence
    static SurveyRefused missing(String missing) {
        return new SurveyRefused(missing);
    }
}
