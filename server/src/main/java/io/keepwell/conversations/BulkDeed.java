package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is done to many conversations at once.
///
/// @param what  what is set
/// @param value what it is set to: an id, a word, a tag, an instant; empty for nobody and nothing, and for the oldest
///              of those to merge
record BulkDeed(What what, String value) {

    /// What can be set. Closing is not among it: what is closed cannot be undone.
    enum What {
        ASSIGNEE,
        TEAM,
        STATE,
        PRIORITY,
        TAG,
        UNTAG,
        SNOOZE,
        /// Calls it spam or not.
        SPAM,
        /// Makes it part of another one.
        MERGE
    }

    private static final List<String> STATES = List.of("open", "pending", "on-hold", "solved");
    private static final int LONGEST_TAG = 60;

    BulkDeed {
        value = value.strip();
        boolean known = switch (what) {
            case ASSIGNEE, TEAM -> value.isEmpty() || id(value) != null;
            case STATE -> STATES.contains(value);
            case PRIORITY ->
                Arrays.stream(Priority.values()).map(Words::of).toList().contains(value);
            case TAG, UNTAG -> !value.isEmpty() && value.length() <= LONGEST_TAG && !value.contains(",");
            case SNOOZE -> value.isEmpty() || instant(value) != null;
            case SPAM -> List.of("true", "false").contains(value);
            case MERGE -> value.isEmpty() || id(value) != null;
        };
        if (!known) {
            throw InvalidRequest.field(Words.of(what), t("shared.api.value", "field", Words.of(what)));
        }
    }

    @Nullable
    UUID id() {
        return value.isEmpty() ? null : id(value);
    }

    @Nullable
    Instant instant() {
        return value.isEmpty() ? null : instant(value);
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
