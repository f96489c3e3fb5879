package io.keepwell.shared;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address without a name, in lower case: `ana@example.org`.
///
/// @param value the address; exactly one `@` with something on both sides, no blanks or control characters, at most 254
/// characters
public record EmailAddress(String value) {

    private static final Pattern SHAPE = Pattern.compile("[^\\s@<>\\p{Cntrl}]{1,128}@[^\\s@<>\\p{Cntrl}]{1,190}");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches() || value.length() > 254) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /// The address in `text`, or empty where it is none.
    public static Optional<EmailAddress> parse(String text) {
        try {
            return Optional.of(new EmailAddress(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What stands before the `@`.
    public String local() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /// What stands after the `@`.
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
