package io.keepwell.imports;

import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Conversations with threads, as Help Scout gives them and FreeScout after it.
final class ScoutReader extends DeskReader {

    private final String source;

    /// @param source `helpscout` or `freescout`
    ScoutReader(String source) {
        this.source = source;
    }

    @Override
    String noun() {
        return "conversation";
    }

    @Override
    Set<String> names() {
        return Set.of("conversations");
    }

    @Override
    Told told(JsonNode item) {
        var id = text(item.path("id"));
        if (id == null) {
            throw new Odd("It has no id.");
        }
        var customer = somebody(item.path("primaryCustomer"))
                .or(() -> somebody(item.path("customer")))
                .or(() -> somebody(item.path("createdBy")))
                .orElseThrow(() -> new Odd("Nobody says who wrote (primaryCustomer with its email)."));
        var messages = new ArrayList<Told.Message>();
        var threads = item.path("_embedded").path("threads");
        for (var thread : (threads.isArray() ? threads : item.path("threads"))
                .valueStream()
                .toList()) {
            var type = thread.path("type").asString("");
            if (!Set.of("customer", "message", "reply", "note", "chat", "phone", "beaconchat", "forwardparent")
                    .contains(type)) {
                continue;
            }
            boolean note = type.equals("note");
            var by = thread.path("createdBy");
            boolean team = note
                    || type.equals("message")
                    || type.equals("reply")
                    || by.path("type").asString("").equals("user");
            var author = somebody(by).or(() -> team ? Optional.empty() : Optional.of(customer));
            messages.add(new Told.Message(
                    source + ":" + id + ":" + thread.path("id").asString(String.valueOf(messages.size())),
                    team,
                    note,
                    author.orElse(null),
                    name(by),
                    false,
                    text(thread.path("body")),
                    text(thread.path("text")),
                    null,
                    needed(thread.path("createdAt"), "createdAt of a thread"),
                    List.of(),
                    files(thread)));
        }
        if (messages.isEmpty()) {
            throw new Odd("Nothing was said in it (no threads). Export conversations together with their threads.");
        }
        return new Told(
                source + ":" + id,
                List.of(),
                item.path("subject").asString(""),
                state(item.path("status").asString("closed")),
                Priority.NORMAL,
                customer,
                somebody(item.path("assignee")).map(Told.Person::email).orElse(null),
                null,
                strings(item.path("tags"), item.path("tags").path(0).has("tag") ? "tag" : "name"),
                needed(item.path("createdAt"), "createdAt"),
                text(item.path("closedAt")) == null ? null : at(item.path("closedAt")),
                sorted(messages));
    }

    private static List<String> files(JsonNode thread) {
        var embedded = thread.path("_embedded").path("attachments");
        var files = embedded.isArray() ? embedded : thread.path("attachments");
        return strings(files, files.path(0).has("filename") ? "filename" : "fileName");
    }

    private static Optional<Told.Person> somebody(JsonNode item) {
        var email = text(item.path("email"));
        if (email == null) {
            var emails = item.path("_embedded").path("emails").path(0).path("value");
            email = text(emails);
        }
        return person(email, name(item));
    }

    private static @Nullable String name(JsonNode item) {
        var name = (either(item, "first", "firstName") + " " + either(item, "last", "lastName")).strip();
        return name.isEmpty() ? null : name;
    }

    private static String either(JsonNode item, String one, String other) {
        var text = text(item.path(one));
        var or = text == null ? text(item.path(other)) : text;
        return or == null ? "" : or;
    }

    private static ConversationState state(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "active", "open" -> ConversationState.OPEN;
            case "pending" -> ConversationState.PENDING;
            default -> ConversationState.CLOSED;
        };
    }
}
