package io.keepwell.customers.notes;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.RememberedNotes.Note;
import io.keepwell.customers.RememberedNotes.Source;
import io.keepwell.shared.InvalidRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// A note as a form of ours sends it.
final class NoteForm {

    private NoteForm() {}

    /// @param fields `text`, `source`, `saidOn`, `sensitive`, `expiresOn`, `atExpiry`, `conversation`, `message`
    static Note read(UUID customer, MultiValueMap<String, String> fields, LocalDate today) {
        return new Note(
                customer,
                value(fields, "text"),
                Source.of(value(fields, "source")),
                id(value(fields, "conversation")),
                id(value(fields, "message")),
                day("saidOn", value(fields, "saidOn"), today),
                value(fields, "sensitive").equals("true"),
                value(fields, "expiresOn").isBlank() ? null : day("expiresOn", value(fields, "expiresOn"), today),
                value(fields, "atExpiry").equals("vanish"));
    }

    private static String value(MultiValueMap<String, String> fields, String name) {
        var value = fields.getFirst(name);
        return value == null ? "" : value;
    }

    private static LocalDate day(String field, String text, LocalDate otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw InvalidRequest.field(field, t("customers.notes.no-day"));
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
