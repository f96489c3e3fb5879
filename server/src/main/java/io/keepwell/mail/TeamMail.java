package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;

/// Short mails of Keepwell to people of the team. They belong to no thread, and what answers them is
/// dropped with a line in the audit (L4): whatever such an answer quotes is never published (T16).
public interface TeamMail {

    /// Puts a mail into the outbox, within the current transaction, from the first mailbox that can send;
    /// without one it stays in the mail room.
    ///
    /// @return false where there is no mailbox at all, or where the cause was there before
    boolean send(Message message);

    /// Empties what was sent for these causes, because it speaks of somebody who is to be forgotten; within the
    /// current transaction.
    ///
    /// @param blob takes the digests of files that are named no more
    void forget(Collection<String> causeKeys, Consumer<String> blob);

    /// A mail to somebody of the team.
    ///
    /// @param causeKey what caused it, unique
    /// @param to       their address
    /// @param toName   their name
    /// @param subject  what it is about
    /// @param text     what is said, plain text
    /// @param locale   language it is written in
    record Message(String causeKey, EmailAddress to, String toName, String subject, String text, Locale locale) {}
}
