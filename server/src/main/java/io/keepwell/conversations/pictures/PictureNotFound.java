package io.keepwell.conversations.pictures;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// The letter names no such picture, or none came.
final class PictureNotFound extends Refusal {

    PictureNotFound() {
        super(Kind.NOT_FOUND, Texts.t("conversations.pictures.not-found"));
    }
}
