package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

/// Sizes of files as people read them.
final class FileSizes {

    private FileSizes() {}

    /// @return such as `312 KB`
    static String words(long bytes) {
        if (bytes < 1024) {
            return t("conversations.size.bytes", "n", bytes);
        }
        return bytes < 1024 * 1024
                ? t("conversations.size.kilobytes", "n", bytes / 1024)
                : t("conversations.size.megabytes", "n", bytes / (1024.0 * 1024));
    }
}
