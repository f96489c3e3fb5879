package io.keepwell.surveys;

import org.jspecify.annotations.Nullable;

/// A survey to be made.
///
/// @param scale    of its first question
/// @param question the first question in the language of the survey; null for our own words
/// @param comment  whether a second question asks for the reason in their own words
/// @param draft    whether it waits for somebody to start it; else it may ask at once, where it is complete
public record NewSurvey(
        SurveyPlan plan, Scale scale, @Nullable String question, boolean comment, boolean draft) {

    /// A survey that asks in our own words, with the usual scale and the question for the reason.
    public static NewSurvey of(SurveyPlan plan) {
        return new NewSurvey(plan, plan.type().scale(), null, true, false);
    }
}
