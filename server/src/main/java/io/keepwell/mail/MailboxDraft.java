package io.keepwell.mail;

import io.keepwell.mail.wire.ServerSettings;
import org.jspecify.annotations.Nullable;

/// What a person says about a mailbox, checked.
///
/// @param oauth how it is entered with a provider's permission; null for with passwords
record MailboxDraft(
        String address,
        String name,
        @Nullable ServerSettings imap,
        @Nullable ServerSettings smtp,
        @Nullable String trustedAuthservId,
        boolean acknowledge,
        Account.Existing existing,
        @Nullable Integer existingDays,
        Account.AfterFetch afterFetch,
        @Nullable MailboxOAuth oauth) {

    /// A mailbox that is entered with passwords.
    MailboxDraft(
            String address,
            String name,
            @Nullable ServerSettings imap,
            @Nullable ServerSettings smtp,
            @Nullable String trustedAuthservId,
            boolean acknowledge,
            Account.Existing existing,
            @Nullable Integer existingDays,
            Account.AfterFetch afterFetch) {
        this(address, name, imap, smtp, trustedAuthservId, acknowledge, existing, existingDays, afterFetch, null);
    }
}
