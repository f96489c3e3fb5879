package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// A closed conversation stays as it is, but for its tags (ST3).
final class ConversationClosed extends Refusal {

    ConversationClosed(long number) {
        super(Kind.CONFLICT, Texts.t("conversations.refused.closed", "number", String.valueOf(number)));
    }
}
