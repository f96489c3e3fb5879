package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such survey, wave, invitation or answer.
public final class SurveyNotFound extends Refusal {

    /// @param reference what was asked for
    public SurveyNotFound(String reference) {
        super(Kind.NOT_FOUND, t("surveys.not-found", "reference", reference));
    }
}
