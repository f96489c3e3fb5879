package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation that took place elsewhere.
///
/// @param mailbox  mailbox it lives in from now on, null for none
/// @param customer id of the customer
/// @param assignee the member who looked after it, or null
/// @param solvedAt when it was solved, for one that is; null takes its last message
public record PastConversation(
        String subject,
        Channel channel,
        @Nullable UUID mailbox,
        UUID customer,
        ConversationState state,
        Priority priority,
        @Nullable UUID assignee,
        @Nullable Locale locale,
        List<String> tags,
        Instant createdAt,
        @Nullable Instant solvedAt) {

    /// Something that was said in it.
    ///
    /// @param out         whether the team said it
    /// @param note        whether it was said among the team alone
    /// @param customer    the customer who said it, or null
    /// @param member      the member of the team who said it, or null
    /// @param authorEmail address of the author, lower case, or null
    /// @param automatic   whether a machine wrote it
    /// @param html        sanitised, or null
    /// @param messageId   Message-ID, where it was mail
    public record Said(
            boolean out,
            boolean note,
            @Nullable UUID customer,
            @Nullable UUID member,
            String author,
            @Nullable String authorEmail,
            boolean automatic,
            String text,
            @Nullable String html,
            @Nullable String messageId,
            Instant at,
            List<IncomingMail.Attachment> files) {}
}
