package io.keepwell.imports;

import io.keepwell.conversations.Priority;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the JSON exports of other desks. Each has its own names for the same things; what they have in common stands
/// here.
abstract sealed class DeskReader implements Reader permits ZendeskReader, ScoutReader, ChatwootReader {

    /// Something that is not as it has to be.
    static final class Odd extends RuntimeException {

        private static final long serialVersionUID = 1;

        Odd(String words) {
            super(words, null, false, false);
        }
    }

    /// What such a thing is called in troubles, such as `ticket`.
    abstract String noun();

    /// Names of the arrays that hold what is read.
    abstract Set<String> names();

    /// Names of the arrays that only explain it, read before.
    Set<String> beside() {
        return Set.of();
    }

    /// Notes what only explains, such as people.
    void note(String name, JsonNode item) {}

    /// The conversation that an item tells of.
    ///
    /// @throws Odd where it cannot be understood
    abstract Told told(JsonNode item);

    @Override
    public void read(Source file, long from, Listener listener) throws IOException, InterruptedException {
        if (!beside().isEmpty()) {
            JsonItems.walk(file, beside(), (name, item) -> {
                if (beside().contains(name)) {
                    note(name, item);
                }
            });
        }
        var count = new long[1];
        JsonItems.walk(file, names(), (name, item) -> {
            if (!name.isEmpty() && !names().contains(name)) {
                return;
            }
            long number = count[0]++;
            if (number < from) {
                return;
            }
            Told told;
            try {
                told = told(item);
            } catch (Odd e) {
                listener.trouble(
                        number,
                        new Trouble(
                                noun() + " " + item.path("id").asString(String.valueOf(number + 1)),
                                String.valueOf(e.getMessage())));
                return;
            }
            listener.told(number, told);
        });
        if (count[0] == 0) {
            throw new IOException(
                    "There is no " + noun() + " in this file. Expected: " + String.join(", ", names()) + ".");
        }
    }

    static Instant at(JsonNode value) {
        if (value.isNumber()) {
            return Instant.ofEpochSecond(value.asLong());
        }
        var text = value.asString("");
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException worse) {
                throw new Odd("\"" + text + "\" is no time such as 2026-01-31T10:00:00Z.");
            }
        }
    }

    static Instant needed(JsonNode value, String name) {
        if (value.isMissingNode() || value.isNull()) {
            throw new Odd(name + " is missing.");
        }
        return at(value);
    }

    static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.asString("").isBlank() ? null : value.asString();
    }

    static Optional<Told.Person> person(@Nullable String email, @Nullable String name) {
        return email == null || email.isBlank()
                ? Optional.empty()
                : Optional.of(new Told.Person(email.strip(), name == null || name.isBlank() ? null : name.strip()));
    }

    static List<String> strings(JsonNode array, String inside) {
        return array.valueStream()
                .map(item -> item.isObject() ? item.path(inside).asString("") : item.asString(""))
                .filter(text -> !text.isBlank())
                .toList();
    }

    static List<Told.Message> sorted(List<Told.Message> messages) {
        var sorted = new ArrayList<>(messages);
        sorted.sort(Comparator.comparing(Told.Message::at));
        return List.copyOf(sorted);
    }

    static Priority priority(JsonNode value) {
        return switch (value.asString("").toLowerCase(Locale.ROOT)) {
            case "low" -> Priority.LOW;
            case "high" -> Priority.HIGH;
            case "urgent" -> Priority.URGENT;
            default -> Priority.NORMAL;
        };
    }

    static @Nullable Locale locale(@Nullable String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag.replace('_', '-'));
    }
}
