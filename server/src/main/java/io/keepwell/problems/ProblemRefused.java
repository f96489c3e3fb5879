package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// What is asked of a problem does not go with where it stands.
final class ProblemRefused extends Refusal {

    private ProblemRefused(String sentence) {
        super(Kind.CONFLICT, sentence);
    }

    /// @param why last part of a text `problems.refused.<why>`
    static ProblemRefused because(String why) {
        return new ProblemRefused(t("problems.refused." + why));
    }
}
