package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// What is solved waits for nothing.
final class SnoozeRefused extends Refusal {

    SnoozeRefused(long number) {
        super(Kind.CONFLICT, Texts.t("conversations.inbox.snooze.solved", "number", String.valueOf(number)));
    }
}
