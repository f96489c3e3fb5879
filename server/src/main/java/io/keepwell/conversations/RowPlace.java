package io.keepwell.conversations;

import io.keepwell.shared.Cursor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the list, as the place where the list goes on.
///
/// @param at what the list is ordered by
/// @param id id of the conversation
record RowPlace(Instant at, UUID id) {

    /// Where a cursor of the address leads; empty where it leads nowhere any more.
    static Optional<RowPlace> of(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            var values = Cursor.read(cursor, 2);
            return Optional.of(new RowPlace(Instant.parse(values.get(0)), UUID.fromString(values.get(1))));
        } catch (RuntimeException e) {
            if (e instanceof DateTimeParseException
                    || e instanceof IllegalArgumentException
                    || e instanceof io.keepwell.shared.InvalidRequest) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The cursor of a row; empty where the row has no time to be ordered by.
    static String cursor(@Nullable Instant at, UUID id) {
        return at == null ? "" : Cursor.of(at, id);
    }
}
