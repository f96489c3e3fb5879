package io.keepwell.mail;

import java.util.UUID;

/// The other door for mail: bytes that did not come over IMAP, such as those of the mail room. From here on
/// they go the same way as all mail.
public interface Intake {

    /// Keeps the mail and files it. When this returns it is committed; it is filed too, unless something
    /// hinders that. Not to be called within a transaction.
    ///
    /// @param mailbox mailbox it came to
    /// @param bytes   the mail as it travels, header and all
    /// @return id of the stored original
    UUID accept(UUID mailbox, byte[] bytes);
}
