package io.keepwell.surveys;

import io.keepwell.shared.Texts;
import java.util.Locale;

/// What a survey says where nobody wrote anything, in a language we have words in.
///
/// @param company   who asks, or empty
/// @param informal  whether people are addressed informally
/// @param confidant who reads who said what of a confidential survey, or empty
record StandardWords(Survey survey, Locale locale, String company, boolean informal, String confidant) {

    String subject() {
        return say("subject." + survey.purpose().word());
    }

    String intro() {
        var follows = survey.follows();
        return say("intro."
                + (follows == null || follows == SurveyTrigger.CALENDAR
                        ? survey.purpose().word()
                        : follows.word()));
    }

    String thanks() {
        return say("thanks");
    }

    String privacy() {
        var kind = survey.privacy() == SurveyPrivacy.CONFIDENTIAL && !confidant.isEmpty()
                ? "named"
                : survey.privacy().word();
        return say("privacy." + kind);
    }

    String ask(int index, Question question) {
        return switch (question.kind()) {
            case SCORE -> index == 0 ? say(measure(question) + ".ask") : survey.name();
            case CHOICE -> say("choice");
            case TEXT -> say(survey.scored().isPresent() && index == 1 ? "why" : "text");
        };
    }

    String low(int index, Question question) {
        return label(index, question, ".low");
    }

    String high(int index, Question question) {
        return label(index, question, ".high");
    }

    private String label(int index, Question question, String end) {
        if (question.kind() != QuestionKind.SCORE) {
            return "";
        }
        return say((index == 0 ? measure(question) : SurveyType.CUSTOM.word()) + end);
    }

    /// Of satisfaction it matters what with; effort is asked for in two opposite ways (3.1.13).
    private String measure(Question question) {
        var scale = question.scale();
        return switch (survey.type()) {
            case NPS, CUSTOM -> survey.type().word();
            case CSAT -> "csat." + survey.purpose().word();
            case CES -> scale == null || scale.higherIsBetter() ? "ces.ease" : "ces.effort";
        };
    }

    private String say(String what) {
        return Texts.in(
                locale,
                "surveys.words." + what,
                "named",
                company.isEmpty() ? "no" : "yes",
                "company",
                company,
                "form",
                informal ? "informal" : "formal",
                "name",
                survey.name(),
                "confidant",
                confidant);
    }
}
