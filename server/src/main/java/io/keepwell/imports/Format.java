package io.keepwell.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of files there are.
enum Format {
    /// Mail in one file, as mail programs and Google Takeout write it.
    MBOX,
    /// A table with a line per message.
    CSV,
    /// Tickets with their comments, as Zendesk exports them.
    ZENDESK,
    /// Conversations with their threads, as Help Scout exports them.
    HELPSCOUT,
    /// The same, as FreeScout exports them.
    FREESCOUT,
    /// Conversations with their messages, as Chatwoot exports them.
    CHATWOOT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
