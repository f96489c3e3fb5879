package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such conversation.
final class ConversationNotFound extends Refusal {

    /// @param reference id, or number after `#`
    ConversationNotFound(String reference) {
        super(Kind.NOT_FOUND, t("conversations.not-found", "reference", reference));
    }
}
