package io.keepwell.problems.repeats;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such alarm.
final class AlarmNotFound extends Refusal {

    AlarmNotFound() {
        super(Kind.NOT_FOUND, t("problems.repeats.refused.none"));
    }
}
