package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// A colleague has answered or the customer has written meanwhile; the text is kept as a draft (ST6).
final class ReplyOvertaken extends Refusal {

    ReplyOvertaken(ReplyOutcome.Overtaken by) {
        super(
                Kind.CONFLICT,
                Texts.t(
                        by.customer() ? "conversations.writing.overtaken.customer" : "conversations.refused.overtaken",
                        "author",
                        by.author(),
                        "words",
                        by.words()));
    }
}
