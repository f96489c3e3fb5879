package io.keepwell.mail.room;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.ThreadReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the mail room shows.
///
/// @param mailboxes our mailboxes whose letters stay here
/// @param boxes     the customers' mailboxes, newest mail first
/// @param search    words that the list of mailboxes is narrowed to
/// @param address   the customer's mailbox that is open, or null
/// @param letters   the letters in it, newest first
/// @param open      the letter that is read, or null
/// @param original  it, as it travels; empty where none is read
/// @param desk      the conversation on the agent's side, or null
/// @param writing   whether a new customer is about to write
/// @param form      what was typed
/// @param problem   why it was not taken, or null
/// @param mayWrite  whether the person who looks may write
record RoomPage(
        List<Mailbox> mailboxes,
        List<Preview> boxes,
        String search,
        @Nullable String address,
        List<RoomLetter> letters,
        @Nullable RoomLetter open,
        String original,
        ThreadReader.@Nullable Read desk,
        boolean writing,
        Form form,
        @Nullable String problem,
        boolean mayWrite) {

    /// A customer's mailbox in the list.
    record Preview(RoomStore.Box box, @Nullable RoomLetter newest) {}

    /// What somebody has typed.
    record Form(String name, String email, String subject, String text) {

        static final Form EMPTY = new Form("", "", "", "");
    }

    String href(String address) {
        return "/mailroom?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    String href(RoomLetter letter) {
        return href(letter.to()) + "&letter=" + letter.id();
    }

    /// The address of this page, to look again.
    String again() {
        if (address == null) {
            return search.isEmpty() ? "/mailroom" : "/mailroom?q=" + URLEncoder.encode(search, StandardCharsets.UTF_8);
        }
        return open == null ? href(address) : href(open);
    }

    boolean reads(RoomLetter letter) {
        return open != null && open.id().equals(letter.id());
    }
}
