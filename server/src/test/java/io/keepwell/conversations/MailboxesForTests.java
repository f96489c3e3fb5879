package io.keepwell.conversations;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// No mailbox is connected.
class MailboxesForTests implements Mailboxes {

    @Override
    public Optional<Mailbox> find(UUID id) {
        return Optional.empty();
    }

    @Override
    public List<Mailbox> all() {
        return List.of();
    }

    @Override
    public boolean inMailRoom(UUID mailbox) {
        return true;
    }

    @Override
    public void acknowledge(UUID mailbox, boolean on) {
        throw new UnsupportedOperationException();
    }
}
