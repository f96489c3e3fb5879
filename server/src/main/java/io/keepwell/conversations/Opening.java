package io.keepwell.conversations;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation somebody starts other than by mail.
///
/// @param customer the customer who writes
/// @param channel  how
/// @param mailbox  mailbox it is to live in; new conversations of that mailbox are acknowledged where it says so
/// @param subject  subject, may be empty
/// @param text     what they write
/// @param locale   language they write in, null while unknown
public record Opening(
        UUID customer,
        Channel channel,
        @Nullable UUID mailbox,
        String subject,
        String text,
        @Nullable Locale locale) {}
