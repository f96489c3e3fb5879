package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// There is no such message.
final class MessageNotFound extends Refusal {

    MessageNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.refused.message-not-found"));
    }
}
