package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// What is asked of the status page does not go with how it stands.
final class StatusRefused extends Refusal {

    private StatusRefused(Kind kind, String sentence) {
        super(kind, sentence);
    }

    /// @param why last part of a text `status.refused.<why>`
    static StatusRefused because(String why) {
        return new StatusRefused(Kind.CONFLICT, t("status.refused." + why));
    }

    /// Too many from one network in a short time.
    static StatusRefused tooOften() {
        return new StatusRefused(Kind.TOO_MANY, t("status.refused.too-often"));
    }
}
