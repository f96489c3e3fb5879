package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// A batch is undone once, after it has ended.
final class BatchNotUndoable extends Refusal {

    BatchNotUndoable() {
        super(Kind.CONFLICT, Texts.t("conversations.inbox.batch.not-undoable"));
    }
}
