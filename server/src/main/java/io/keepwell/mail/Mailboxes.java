package io.keepwell.mail;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The mailboxes, for the modules above.
public interface Mailboxes {

    Optional<Mailbox> find(UUID id);

    /// All mailboxes by name.
    List<Mailbox> all();

    /// Whether an address is one of ours, the further addresses of mailboxes included.
    default boolean ours(String address) {
        return all().stream().anyMatch(mailbox -> mailbox.address().equalsIgnoreCase(address));
    }

    /// Whether letters of this mailbox stay in the mail room, because no SMTP server is set.
    boolean inMailRoom(UUID mailbox);

    /// Switches the acknowledgement of new conversations on or off. An administrator has seen by then what they say.
    void acknowledge(UUID mailbox, boolean on);
}
