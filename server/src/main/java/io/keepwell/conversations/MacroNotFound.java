package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

final class MacroNotFound extends Refusal {

    MacroNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.macros.not-found"));
    }
}
