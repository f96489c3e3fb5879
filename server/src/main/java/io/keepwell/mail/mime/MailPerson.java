package io.keepwell.mail.mime;

import org.jspecify.annotations.Nullable;

/// Somebody named in a mail header.
///
/// @param address lower case, with an at sign, without blanks
/// @param name as written beside it, decoded, or null
public record MailPerson(String address, @Nullable String name) {}
