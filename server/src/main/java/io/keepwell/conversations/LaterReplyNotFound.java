package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

final class LaterReplyNotFound extends Refusal {

    LaterReplyNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.writing.later.not-found"));
    }
}
