package io.keepwell.mail.wire;

import java.util.Locale;

/// How a connection to a mail server is protected.
public enum Security {
    /// Not at all: for servers on this machine.
    NONE,
    /// Starts in clear and is then protected, or ends.
    STARTTLS,
    /// Protected from the first byte.
    TLS;

    /// The word in the database and in the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind a word stands for.
    ///
    /// @throws IllegalArgumentException where it is none
    public static Security of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
