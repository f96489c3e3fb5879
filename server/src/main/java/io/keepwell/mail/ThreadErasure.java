package io.keepwell.mail;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;

/// Forgets the mail of threads, for the module that knows whose threads they are. Fingerprints and places on the server
/// stay, so that the next look does not bring it back (I7).
public interface ThreadErasure {

    /// Empties everything that came and went in these threads, and cancels what has not left; within the current
    /// transaction.
    ///
    /// @param threads ids of threads that are emptied whole
    /// @param mails   ids of single mails in threads of others
    /// @param blob    takes the digests of files that are named no more
    void erase(Collection<UUID> threads, Collection<UUID> mails, Consumer<String> blob);
}
