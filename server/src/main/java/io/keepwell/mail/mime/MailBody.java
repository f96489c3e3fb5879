package io.keepwell.mail.mime;

import org.jspecify.annotations.Nullable;

/// What the writer wants read (M5).
///
/// @param text always there: as sent, else made from the HTML; empty when the mail says nothing
/// @param html as sent, not sanitised, or null when the mail is plain text
/// @param cut it was longer than we show; the whole of it is in the raw mail
public record MailBody(String text, @Nullable String html, boolean cut) {}
