package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

final class BatchNotFound extends Refusal {

    BatchNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.inbox.batch.not-found"));
    }
}
