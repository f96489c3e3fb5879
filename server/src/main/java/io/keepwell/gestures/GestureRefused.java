package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// What is asked of a gesture does not go with where it stands.
final class GestureRefused extends Refusal {

    private GestureRefused(String sentence) {
        super(Kind.CONFLICT, sentence);
    }

    /// @param why last part of a text `gestures.refused.<why>`
    static GestureRefused because(String why) {
        return new GestureRefused(t("gestures.refused." + why));
    }
}
