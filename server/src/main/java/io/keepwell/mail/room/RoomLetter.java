package io.keepwell.mail.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
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

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']{1,2000}[^\\s<>\"'.,;:!?)\\]]");

    /// A piece of the text.
    ///
    /// @param link whether it is an address that can be opened
    record Piece(String text, boolean link) {}

    /// The text, with the addresses in it apart, since a customer would click them.
    List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        var links = LINK.matcher(text);
        int at = 0;
        while (links.find()) {
            pieces.add(new Piece(text.substring(at, links.start()), false));
            pieces.add(new Piece(links.group(), true));
            at = links.end();
        }
        pieces.add(new Piece(text.substring(at), false));
        return pieces;
    }
}
