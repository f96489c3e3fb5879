package io.keepwell.mail;

import io.keepwell.mail.mime.MailAttachment;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that goes into the bytes of a letter of ours.
///
/// @param heading who, to whom, about what
/// @param thread the ids that keep it in its thread
/// @param text what is said, with the quoted history
/// @param html the same as HTML, or null for a plain letter; see [LetterHtml]
/// @param attachments files to go with it
/// @param automatic whether a machine speaks
/// @param language it is written in, or null
/// @param date when it was written
/// @param unsubscribe address that stops such letters by a POST (RFC 8058), or null
record LetterContent(
        Heading heading,
        ThreadIds thread,
        String text,
        @Nullable String html,
        List<File> attachments,
        Automatic automatic,
        @Nullable Locale language,
        Instant date,
        @Nullable URI unsubscribe) {

    /// A letter of which there are no more unless somebody wants them.
    LetterContent(
            Heading heading,
            ThreadIds thread,
            String text,
            @Nullable String html,
            List<File> attachments,
            Automatic automatic,
            @Nullable Locale language,
            Instant date) {
        this(heading, thread, text, html, attachments, automatic, language, date, null);
    }

    /// @param fromName the name of the person or team that writes
    /// @param mailbox the address it is sent from
    /// @param replyTo where answers go: the address with the token of the thread
    /// @param to who gets it
    /// @param toName their name, or null
    record Heading(
            String fromName,
            String mailbox,
            String replyTo,
            String to,
            @Nullable String toName,
            String subject) {}

    /// All ids without angle brackets.
    ///
    /// @param messageId our signed one
    /// @param inReplyTo the customer's last message, or null
    /// @param references see [#references(String, List)]
    /// @param instanceId of this installation, for the loop header
    record ThreadIds(String messageId, @Nullable String inReplyTo, List<String> references, String instanceId) {}

    /// @param name file name
    /// @param contentType MIME type
    /// @param bytes opens the file
    record File(String name, String contentType, MailAttachment.Bytes bytes) {}

    /// Who speaks (L3).
    enum Automatic {
        /// A person.
        NO,
        /// A machine that answers: an acknowledgement.
        REPLIED,
        /// A machine by itself: a notice.
        GENERATED
    }

    private static final int FIRST_IDS = 3;
    private static final int LAST_IDS = 6;

    /// The References of a letter (T12): the stable root of the thread, then the first and the last ids, ten at
    /// most.
    ///
    /// @param root see [ThreadTokens#rootId]
    /// @param earlier the Message-IDs of the thread, oldest first, ending with the one that is answered
    static List<String> references(String root, List<String> earlier) {
        var ids = earlier.stream().filter(id -> !id.equals(root)).distinct().toList();
        var kept = new ArrayList<String>();
        kept.add(root);
        if (ids.size() <= FIRST_IDS + LAST_IDS) {
            kept.addAll(ids);
        } else {
            kept.addAll(ids.subList(0, FIRST_IDS));
            kept.addAll(ids.subList(ids.size() - LAST_IDS, ids.size()));
        }
        return List.copyOf(kept);
    }

    /// The envelope sender: nobody for a machine, so that no machine answers it (L3); else the mailbox.
    Optional<String> envelopeSender() {
        return automatic == Automatic.NO ? Optional.of(heading.mailbox) : Optional.empty();
    }
}
