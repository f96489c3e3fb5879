package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Letters to people who asked to be told of something, such as of incidents: each to one person, by no
/// conversation. They say that a machine wrote them (L3), how to stop them by one press (RFC 8058), and
/// what comes back names the letter (L7). Whoever answers one begins a conversation like with any mail.
public interface ListMail {

    /// Puts a letter into the outbox, within the current transaction.
    ///
    /// @return id of the letter, by which [LetterChanged] tells what becomes of it; empty where there is no
    ///     mailbox to send it from, or where the cause was there before
    Optional<UUID> send(Message message);

    /// A letter to somebody on a list.
    ///
    /// @param causeKey    what caused it, unique
    /// @param mailbox     mailbox it leaves from, or null for the first that can send
    /// @param subject     id of what it is about: letters with the same one stand together in mail programs
    /// @param to          who gets it
    /// @param fromName    who writes, or null for the name of the mailbox
    /// @param title       its subject line
    /// @param text        what is said, plain text
    /// @param html        the same as a piece of HTML, or null where the text shall make it
    /// @param unsubscribe address that stops these letters by a POST, or null where there is nothing to stop
    /// @param locale      language it is written in
    record Message(
            String causeKey,
            @Nullable UUID mailbox,
            UUID subject,
            EmailAddress to,
            @Nullable String fromName,
            String title,
            String text,
            @Nullable String html,
            @Nullable URI unsubscribe,
            Locale locale) {

        /// A letter whose HTML is made from its text.
        public Message(
                String causeKey,
                @Nullable UUID mailbox,
                UUID subject,
                EmailAddress to,
                @Nullable String fromName,
                String title,
                String text,
                @Nullable URI unsubscribe,
                Locale locale) {
            this(causeKey, mailbox, subject, to, fromName, title, text, null, unsubscribe, locale);
        }
    }
}
