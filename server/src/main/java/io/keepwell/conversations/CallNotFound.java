package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// There is no such phone call, or it was taken back already.
final class CallNotFound extends Refusal {

    CallNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.calls.not-found"));
    }
}
