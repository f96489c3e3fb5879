package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// A run is undone once, and within its hour.
final class MacroRunOver extends Refusal {

    MacroRunOver() {
        super(Kind.CONFLICT, Texts.t("conversations.macros.run.over"));
    }
}
