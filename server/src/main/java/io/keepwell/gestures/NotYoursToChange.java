package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The one who asks has no say in this gesture.
final class NotYoursToChange extends Refusal {

    NotYoursToChange() {
        super(Kind.FORBIDDEN, t("gestures.refused.not-yours"));
    }
}
