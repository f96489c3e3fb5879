package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail that arrived, understood, on its way into a conversation.
///
/// @param id           id of the stored original
/// @param mailbox      mailbox it arrived in
/// @param thread       thread it belongs to by the rules of T1, null for a new one
/// @param standing     who writes, seen from that thread
/// @param from         address of the author
/// @param fromName     name that came with it, or null
/// @param authenticated whether the receiving server vouches for that address
/// @param replyTo      where answers should go, null for `from` (T6)
/// @param returnPath   envelope sender, null for none; acknowledgements go there
/// @param addressedToUs whether a recipient header names the mailbox
/// @param automatic    what kind of machine wrote it, if one did
/// @param subject      subject, empty text for none
/// @param text         readable text, always there
/// @param html         sanitised HTML, null where there was none
/// @param attachments  files, inline ones included
/// @param locale       language it is written in, null while unknown
/// @param messageId    its Message-ID, ours where it had none (T14)
/// @param sentAt       the date it bears, never later than `receivedAt`
/// @param receivedAt   when it reached us
/// @param existing     how it was there before the mailbox was connected
/// @param agent        the member of the team who proves to have written it (T5), else null
/// @param marks        what a person should know about it
public record IncomingMail(
        UUID id,
        UUID mailbox,
        @Nullable UUID thread,
        Standing standing,
        EmailAddress from,
        @Nullable String fromName,
        boolean authenticated,
        @Nullable EmailAddress replyTo,
        @Nullable EmailAddress returnPath,
        boolean addressedToUs,
        Automatic automatic,
        String subject,
        String text,
        @Nullable String html,
        List<Attachment> attachments,
        @Nullable Locale locale,
        String messageId,
        Instant sentAt,
        Instant receivedAt,
        Existing existing,
        @Nullable UUID agent,
        Set<Mark> marks) {

    /// What a person should know about a mail before they believe it.
    public enum Mark {
        /// Another mail with the same Message-ID said something else (I5).
        SAME_ID,
        /// The receiving server found the sender's address to be false.
        SENDER_FALSE,
        /// It bears the address of a colleague, and nothing proves that they wrote it (T5).
        COLLEAGUE_UNPROVEN,
        /// It wants answers to go to us or to a colleague, which was not done (T5).
        ANSWERS_TO_US,
        /// It has so many links, or is so long, that only its words are shown (M8).
        WORDS_ONLY,
        /// It is larger than we take in: only its header is here (M9).
        TOO_LARGE
    }

    /// Who writes, seen from the thread.
    public enum Standing {
        /// Opened the thread, or takes part in it, and nothing speaks against it being them.
        PARTICIPANT,
        /// Somebody the thread does not know, or cannot be sure of (T2): held, never shown history.
        UNVERIFIED
    }

    /// The classes of L2.
    public enum Automatic {
        /// A person wrote it.
        NO,
        /// A machine wrote by itself: may open a conversation, is not acknowledged.
        GENERATED,
        /// An out-of-office or the like: attached, changes nothing.
        REPLIED,
        /// A delivery report: attached as delivery state, opens nothing.
        BOUNCE
    }

    /// Whether the mail lay there before the mailbox was connected.
    public enum Existing {
        /// It is new.
        NO,
        /// History, filed as closed.
        ARCHIVE,
        /// Of the last days, filed as open; never acknowledged.
        OPEN
    }

    /// A file that came with a mail.
    ///
    /// @param name        file name, cleaned
    /// @param contentType MIME type
    /// @param size        bytes
    /// @param blob        digest in `Blobs`
    /// @param contentId   Content-ID without angle brackets, or null
    /// @param inline      whether the HTML shows it
    public record Attachment(
            String name,
            String contentType,
            long size,
            String blob,
            @Nullable String contentId,
            boolean inline) {}
}
