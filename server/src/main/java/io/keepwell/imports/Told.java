package io.keepwell.imports;

import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import io.keepwell.mail.IncomingMail;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A conversation as a file tells of it, in the words of no system.
///
/// @param key       how the file calls it, the same every time
/// @param related   other keys under which what belongs to it may have come before, such as the mails it answers
/// @param subject   what about, empty for nothing
/// @param state     where it stood
/// @param assignee  address of who looked after it, or null
/// @param solvedAt  when it was solved, or null
/// @param messages  what was said, oldest first
record Told(
        String key,
        List<String> related,
        String subject,
        ConversationState state,
        Priority priority,
        @Nullable Person customer,
        @Nullable String assignee,
        @Nullable Locale locale,
        List<String> tags,
        Instant createdAt,
        @Nullable Instant solvedAt,
        List<Message> messages) {

    /// Somebody, by the address that identifies them.
    record Person(String email, @Nullable String name) {}

    /// Something that was said.
    ///
    /// @param key  how the file calls it, the same every time
    /// @param out  whether the company said it
    /// @param note whether it was said among colleagues alone
    /// @param html as it stands in the file, not sanitised, or null
    /// @param text words, or null where only HTML is given
    /// @param named files that the file only names
    record Message(
            String key,
            boolean out,
            boolean note,
            @Nullable Person author,
            @Nullable String authorName,
            boolean automatic,
            @Nullable String html,
            @Nullable String text,
            @Nullable String messageId,
            Instant at,
            List<IncomingMail.Attachment> files,
            List<String> named) {}
}
