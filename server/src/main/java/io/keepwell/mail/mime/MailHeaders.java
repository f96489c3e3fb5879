package io.keepwell.mail.mime;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The header fields of a mail or of a part, in their order, unfolded, with raw 8-bit bytes read as M2 says.
/// Names are looked up without regard to case.
public record MailHeaders(List<Field> fields) {

    /// One header field. Encoded words are still encoded: an encoded comma separates nothing.
    public record Field(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    public MailHeaders {
        fields = List.copyOf(fields);
    }

    /// The topmost instance as it was sent.
    public Optional<String> first(String name) {
        return values(name).findFirst();
    }

    /// All instances, topmost first.
    public List<String> all(String name) {
        return values(name).toList();
    }

    public boolean has(String name) {
        return values(name).findAny().isPresent();
    }

    /// The topmost instance as a person reads it, on one line, with encoded words decoded.
    public Optional<String> text(String name) {
        return first(name).map(EncodedWords::decode).map(MailText::line);
    }

    private Stream<String> values(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value);
    }
}
