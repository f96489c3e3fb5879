package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// A wave cannot be begun or taken back as things stand.
public final class WaveRefused extends Refusal {

    private WaveRefused(String why) {
        super(Kind.CONFLICT, t("surveys.asking.refused." + why));
    }

    /// @param why word of the text that says so
    static WaveRefused because(String why) {
        return new WaveRefused(why);
    }
}
