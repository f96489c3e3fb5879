package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

final class SavedReplyNotFound extends Refusal {

    SavedReplyNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.saved.not-found"));
    }
}
