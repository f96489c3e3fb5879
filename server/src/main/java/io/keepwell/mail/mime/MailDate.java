package io.keepwell.mail.mime;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a mail was written (M10).
///
/// @param at what to go by: as stated, or the receipt when the statement is absent, of the future or absurd
/// @param stated what the Date header says, or null
/// @param received when it reached us
public record MailDate(Instant at, @Nullable Instant stated, Instant received) {

    private static final Instant BEFORE_ALL_MAIL = Instant.parse("1990-01-01T00:00:00Z");

    static MailDate of(MailHeaders headers, Instant received) {
        var stated = headers.first("Date").map(MailDate::read).orElse(null);
        boolean believable = stated != null && !stated.isAfter(received) && stated.isAfter(BEFORE_ALL_MAIL);
        return new MailDate(believable && stated != null ? stated : received, stated, received);
    }

    private static @Nullable Instant read(String date) {
        try {
            return new MailDateFormat().parse(date).toInstant();
        } catch (ParseException | RuntimeException odd) {
            return null;
        }
    }
}
