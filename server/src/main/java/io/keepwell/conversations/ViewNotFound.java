package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

final class ViewNotFound extends Refusal {

    ViewNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.inbox.view-not-found"));
    }
}
