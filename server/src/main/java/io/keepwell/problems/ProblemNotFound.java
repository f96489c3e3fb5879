package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such problem.
final class ProblemNotFound extends Refusal {

    /// @param reference id, or number
    ProblemNotFound(String reference) {
        super(Kind.NOT_FOUND, t("problems.not-found", "reference", reference));
    }
}
