package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// A view changes by the hand of whoever made it.
final class ViewNotYours extends Refusal {

    ViewNotYours(String name) {
        super(Kind.FORBIDDEN, Texts.t("conversations.inbox.view-not-yours", "name", name));
    }
}
