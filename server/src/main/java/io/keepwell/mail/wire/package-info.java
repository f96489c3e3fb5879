/// Talks to mail servers: IMAP in, SMTP out, every step with a deadline. Knows neither the database nor
/// conversations.
@NullMarked
package io.keepwell.mail.wire;

import org.jspecify.annotations.NullMarked;
