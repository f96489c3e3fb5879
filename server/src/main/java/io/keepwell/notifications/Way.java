package io.keepwell.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How somebody is told.
enum Way {
    /// In the list behind the bell.
    BELL,
    /// By a browser that may notify them, while Keepwell is closed.
    PUSH,
    /// By mail to the address they sign in with.
    MAIL,
    /// By a sound of an open page.
    SOUND;

    /// The word as it stands in the database and in the API.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Way> named(String word) {
        return Arrays.stream(values()).filter(way -> way.word().equals(word)).findFirst();
    }
}
