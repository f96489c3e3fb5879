package io.keepwell.problems.insight;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such mark, or it was taken back.
final class MarkNotFound extends Refusal {

    MarkNotFound() {
        super(Kind.NOT_FOUND, t("problems.insight.not-found"));
    }
}
