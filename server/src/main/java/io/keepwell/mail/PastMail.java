package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Mail of the past that comes in bulk, such as out of an mbox file: read like all mail, and made known to
/// threading, but neither filed nor answered by itself.
public interface PastMail {

    /// A mail of the past, read.
    ///
    /// @param messageId   its Message-ID, ours where it had none
    /// @param references  Message-IDs it answers or follows, the nearest first
    /// @param from        address of the author
    /// @param fromName    name that came with it, or null
    /// @param to          addresses of To, lower case
    /// @param automatic   whether a machine wrote it
    /// @param html        sanitised, null where there was none
    /// @param locale      language it is written in, null while unknown
    /// @param sentAt      the date it bears
    record Read(
            String messageId,
            List<String> references,
            EmailAddress from,
            @Nullable String fromName,
            List<String> to,
            boolean automatic,
            String subject,
            String text,
            @Nullable String html,
            List<IncomingMail.Attachment> attachments,
            @Nullable Locale locale,
            Instant sentAt) {}

    /// Reads a mail; its files are stored.
    ///
    /// @param otherwise the date of a mail that bears none
    /// @return empty where it cannot be read or names no author
    Optional<Read> read(byte[] bytes, Instant otherwise) throws InterruptedException;

    /// Makes a Message-ID known, so that an answer to it finds its thread.
    ///
    /// @param inbound whether it came from the customer's side
    void remember(UUID mailbox, UUID thread, String messageId, boolean inbound, Instant at);
}
