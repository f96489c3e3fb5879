package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// The files of one letter have more than most mail servers take.
final class FilesTooLarge extends Refusal {

    FilesTooLarge(long bytes) {
        super(
                Kind.TOO_LARGE,
                Texts.t(
                        "conversations.writing.files.too-large",
                        "size",
                        FileSizes.words(bytes),
                        "most",
                        FileSizes.words(Uploads.MOST_BYTES)));
    }
}
