package io.keepwell.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The letters of mailboxes that have no SMTP server: they stay here for somebody to look at.
public interface MailRoom {

    /// The letters, newest first.
    List<Kept> letters(int limit);

    /// A letter that stayed here.
    ///
    /// @param id      id of the letter
    /// @param mailbox mailbox it was sent from
    /// @param thread  thread it belongs to
    /// @param kind    what kind of letter it is
    /// @param to      address it is for
    /// @param blob    its bytes in `Blobs`, a whole MIME message
    /// @param sentAt  when it would have left
    record Kept(UUID id, UUID mailbox, UUID thread, Letter.Kind kind, String to, String blob, Instant sentAt) {}
}
