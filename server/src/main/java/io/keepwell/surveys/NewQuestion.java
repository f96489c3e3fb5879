package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import org.jspecify.annotations.Nullable;

/// A question to be added.
///
/// @param scale of a score, else null
/// @param words in the language of the survey
record NewQuestion(QuestionKind kind, @Nullable Scale scale, boolean required, Wording.Asked words) {

    /// Reads a scale.
    ///
    /// @throws InvalidRequest where it is none
    static Scale scale(int low, int high, boolean higherIsBetter) {
        try {
            return new Scale(low, high, higherIsBetter);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("scale", t("surveys.refused.scale"));
        }
    }
}
