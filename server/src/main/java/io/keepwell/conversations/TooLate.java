package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// A letter is further on its way than what was asked for allows.
final class TooLate extends Refusal {

    private TooLate(String key) {
        super(Kind.CONFLICT, Texts.t(key));
    }

    static TooLate toTakeBack() {
        return new TooLate("conversations.refused.too-late");
    }

    static TooLate toChange() {
        return new TooLate("conversations.writing.later.too-late");
    }

    static TooLate toSendAgain() {
        return new TooLate("conversations.refused.not-again");
    }
}
