package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.IncomingMail.Automatic;
import io.keepwell.mail.IncomingMail.Existing;
import io.keepwell.shared.EmailAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a conversation came to us, as far as it decides about the acknowledgement.
///
/// @param mailbox       mailbox it came to
/// @param from          who says they wrote it
/// @param name          the name it came with, or null
/// @param returnPath    envelope sender, null for none
/// @param authenticated whether somebody we trust vouches for the author
/// @param known         whether the author was a customer before
/// @param addressedToUs whether a recipient header names the mailbox
/// @param automatic     whether a machine wrote it
/// @param existing      whether it lay there before the mailbox was connected
/// @param messageId     Message-ID of the mail, null where it was no mail
record FirstContact(
        UUID mailbox,
        EmailAddress from,
        @Nullable String name,
        @Nullable EmailAddress returnPath,
        boolean authenticated,
        boolean known,
        boolean addressedToUs,
        boolean automatic,
        boolean existing,
        @Nullable String messageId) {

    static FirstContact of(IncomingMail mail, boolean known) {
        return new FirstContact(
                mail.mailbox(),
                mail.from(),
                mail.fromName(),
                mail.returnPath(),
                mail.authenticated(),
                known,
                mail.addressedToUs(),
                mail.automatic() != Automatic.NO,
                mail.existing() != Existing.NO,
                mail.messageId());
    }

    /// Somebody whom the company's own application vouches for.
    static FirstContact known(UUID mailbox, EmailAddress email, @Nullable String name) {
        return new FirstContact(mailbox, email, name, email, true, true, true, false, false, null);
    }

    /// Whether the acknowledgement may reach somebody who did not write (L5, L6): nobody vouches for the author, or an
    /// author whom we do not know has it sent to another address.
    boolean stranger() {
        return !authenticated || (!known && !from.equals(returnPath));
    }

    /// Whether their own words may be repeated to them: what an unverified stranger chose never goes to an address that
    /// the stranger chose as well (L6).
    boolean mayBeRepeated() {
        return authenticated || (known && from.equals(returnPath));
    }
}
