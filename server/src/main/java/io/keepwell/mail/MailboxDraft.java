package io.keepwell.mail;

import io.keepwell.mail.wire.ServerSettings;
import org.jspecify.annotations.Nullable;

/// What a person says about a mailbox, checked.
record MailboxDraft(
        String address,
        String name,
        @Nullable ServerSettings imap,
        @Nullable ServerSettings smtp,
        @Nullable String trustedAuthservId,
        boolean acknowledge,
        Account.Existing existing,
        @Nullable Integer existingDays,
        Account.AfterFetch afterFetch) {}
