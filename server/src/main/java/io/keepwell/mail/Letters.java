package io.keepwell.mail;

import java.util.UUID;

/// Sends letters, for the modules above.
public interface Letters {

    /// Writes the letter into the outbox, within the current transaction. A second one with the same cause key changes
    /// nothing.
    void send(Letter letter);

    /// Takes a letter back whose time has not come; false where it is too late.
    boolean cancel(UUID letter);

    /// Sends a letter again, the same bytes with the same Message-ID, because a person said so; false where it neither
    /// failed nor is uncertain.
    boolean resend(UUID letter);
}
