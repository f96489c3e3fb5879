package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// There is no such file.
final class AttachmentNotFound extends Refusal {

    AttachmentNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.refused.attachment-not-found"));
    }
}
