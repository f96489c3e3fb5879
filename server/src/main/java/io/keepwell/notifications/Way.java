package io.keepwell.notifications;

import java.util.Locale;

/// How somebody is told.
enum Way {
    /// In the list behind the bell.
    BELL,
    /// By mail to the address they sign in with.
    MAIL,
    /// By a sound of an open page.
    SOUND;

    /// The word as it stands in the database and in the API.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
