package io.keepwell.status;

import io.keepwell.shared.Words;

/// How somebody stands who asked to be told.
public enum SubscriberState {
    /// The button in the letter was not pressed yet.
    UNCONFIRMED,
    ACTIVE,
    /// Three letters in a row came back for good.
    SUSPENDED;

    /// Its word in the database, the API and on the page.
    public String word() {
        return Words.of(this);
    }
}
