package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// Somebody else has answered meanwhile; the text is kept as a draft (ST6).
final class ReplyOvertaken extends Refusal {

    ReplyOvertaken(String author) {
        super(Kind.CONFLICT, Texts.t("conversations.refused.overtaken", "author", author));
    }
}
