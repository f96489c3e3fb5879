package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// A complaint does not end without its cause: known, one-off, or handed to product for triage.
final class CauseMissing extends Refusal {

    CauseMissing(long number) {
        super(Kind.CONFLICT, Texts.t("conversations.refused.cause-missing", "number", String.valueOf(number)));
    }
}
