package io.keepwell.mail;

import io.keepwell.mail.wire.ServerSettings;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mailbox with all that is needed to look after it.
///
/// @param imap              where its mail is fetched; null where none is
/// @param smtp              where its letters go; null where they stay in the mail room
/// @param trustedAuthservId the receiving server whose word on senders counts
/// @param existing          what is done with mail that lay there at connection
/// @param existingDays      how far back, with `OPEN`
/// @param afterFetch        what is done on the server with a mail that is ours now
/// @param changedAt         when its settings last changed
record Account(
        UUID id,
        String address,
        String name,
        @Nullable ServerSettings imap,
        @Nullable ServerSettings smtp,
        @Nullable String trustedAuthservId,
        boolean acknowledge,
        Existing existing,
        @Nullable Integer existingDays,
        AfterFetch afterFetch,
        Instant connectedAt,
        boolean active,
        Instant changedAt) {

    /// What is done with mail that lay there before.
    enum Existing {
        IGNORE,
        ARCHIVE,
        OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is done on the server, after the commit.
    enum AfterFetch {
        LEAVE,
        SEEN,
        DELETE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Mailbox asMailbox() {
        return new Mailbox(id, address, name, acknowledge);
    }
}
