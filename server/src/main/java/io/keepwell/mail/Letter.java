package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A letter to be sent.
///
/// @param id          id; the message id of the conversation's message it carries
/// @param causeKey    what caused it, unique: `reply:<message id>`, `acknowledgement:<conversation id>`
/// @param kind        what kind of letter it is
/// @param mailbox     mailbox it is sent from
/// @param thread      thread it belongs to
/// @param number      number of the conversation, for people; 0 where it belongs to none
/// @param to          who gets it
/// @param toName      their name, or null
/// @param fromName    name of the person or team that writes
/// @param subject     subject without `Re:`
/// @param text        what is said, plain text, without quotes
/// @param quoted      earlier public messages to quote below, newest first (never notes, T16)
/// @param attachments files to go with it
/// @param locale      language it is written in
/// @param due         when to send it; until then it can be taken back
/// @param answers     Message-ID of the mail it answers, null for the last one that came in its thread
public record Letter(
        UUID id,
        String causeKey,
        Kind kind,
        UUID mailbox,
        UUID thread,
        long number,
        EmailAddress to,
        @Nullable String toName,
        String fromName,
        String subject,
        String text,
        List<Quote> quoted,
        List<IncomingMail.Attachment> attachments,
        Locale locale,
        Instant due,
        @Nullable String answers) {

    /// The same letter with another text.
    public Letter saying(String words) {
        return new Letter(
                id,
                causeKey,
                kind,
                mailbox,
                thread,
                number,
                to,
                toName,
                fromName,
                subject,
                words,
                quoted,
                attachments,
                locale,
                due,
                answers);
    }

    /// What kind of letter.
    public enum Kind {
        ACKNOWLEDGEMENT,
        REPLY,
        NOTICE
    }

    /// An earlier public message.
    ///
    /// @param author who wrote it
    /// @param at     when
    /// @param text   what they wrote
    public record Quote(String author, Instant at, String text) {}
}
