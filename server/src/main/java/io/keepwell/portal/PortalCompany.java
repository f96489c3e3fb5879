package io.keepwell.portal;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The name of the company, as it stands above its customers' pages.
@Component
class PortalCompany {

    private final PortalStore store;
    // lazily: mail reaches back to us with the line under its letters
    private final ObjectProvider<Mailboxes> mailboxes;

    PortalCompany(PortalStore store, ObjectProvider<Mailboxes> mailboxes) {
        this.store = store;
        this.mailboxes = mailboxes;
    }

    String name() {
        var set = store.settings().company();
        return set.isBlank()
                ? mailboxes.getObject().all().stream()
                        .findFirst()
                        .map(Mailbox::name)
                        .orElse("Keepwell")
                : set;
    }
}
