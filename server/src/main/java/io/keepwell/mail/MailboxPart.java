package io.keepwell.mail;

import java.util.UUID;

/// A page about one mailbox that a module above contributes, such as office hours. The page of the mailbox links to it.
public interface MailboxPart {

    /// Address of the page for this mailbox.
    String href(UUID mailbox);

    /// The name as people read it, in the language of the request.
    String label();

    /// One sentence: what is set there.
    String sentence();
}
