package io.keepwell.mail;

import java.util.UUID;

/// A receiver has found the thread of a mail it is taking in. Published before it answers the mail within the same
/// transaction, so that the answer can refer to it (T12).
///
/// @param mail   the mail
/// @param thread the thread (conversation) it belongs to
public record MailPlaced(IncomingMail mail, UUID thread) {}
