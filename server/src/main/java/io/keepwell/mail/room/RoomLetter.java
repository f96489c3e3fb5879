package io.keepwell.mail.room;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A letter as it arrives in the customer's mailbox.
///
/// @param id        id of the letter
/// @param mailbox   mailbox of ours it came from
/// @param thread    thread it belongs to
/// @param kind      what kind of letter it is
/// @param from      address of the sender
/// @param fromName  name of the sender
/// @param to        address it is for
/// @param toName    name it is for, or null
/// @param replyTo   where answers go
/// @param subject   subject
/// @param text      what it says
/// @param messageId its Message-ID
/// @param references Message-IDs before it
/// @param at        when it arrived
record RoomLetter(
        UUID id,
        UUID mailbox,
        UUID thread,
        String kind,
        String from,
        String fromName,
        String to,
        @Nullable String toName,
        String replyTo,
        String subject,
        String text,
        String messageId,
        List<String> references,
        Instant at) {

    /// The first words, for the list.
    String firstWords() {
        var words = text.replaceAll("\\s+", " ").strip();
        return words.length() <= 120 ? words : words.substring(0, words.offsetByCodePoints(0, 118)) + "…";
    }

    String id(String prefix) {
        return prefix + id;
    }

    /// Whether a machine wrote it.
    boolean acknowledgement() {
        return kind.equals("ACKNOWLEDGEMENT");
    }
}
