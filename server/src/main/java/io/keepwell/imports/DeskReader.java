package io.keepwell.imports;

import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the JSON exports of other desks. Each has its own names for the same things; what they have in common stands
/// here.
abstract sealed class DeskReader implements Reader {

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

    /// Tickets as Zendesk gives them: one per line with its comments, or `tickets` beside `users`.
    static final class Zendesk extends DeskReader {

        private record Somebody(
                Told.@Nullable Person person, @Nullable String name, boolean team) {}

        private final Map<String, Somebody> people = new HashMap<>();

        @Override
        String noun() {
            return "ticket";
        }

        @Override
        Set<String> names() {
            return Set.of("tickets");
        }

        @Override
        Set<String> beside() {
            return Set.of("users");
        }

        @Override
        void note(String name, JsonNode item) {
            people.put(item.path("id").asString(""), somebody(item));
        }

        private static Somebody somebody(JsonNode item) {
            var role = item.path("role").asString("end-user");
            return new Somebody(
                    person(text(item.path("email")), text(item.path("name"))).orElse(null),
                    text(item.path("name")),
                    role.equals("agent") || role.equals("admin"));
        }

        @Override
        Told told(JsonNode ticket) {
            var id = text(ticket.path("id"));
            if (id == null) {
                throw new Odd("It has no id.");
            }
            var requester = who(ticket, "requester").orElseThrow(() -> new Odd("Nobody says who asked (requester)."));
            var requesterId = id(ticket, "requester");
            var messages = new ArrayList<Told.Message>();
            int n = 0;
            for (var comment : ticket.path("comments").valueStream().toList()) {
                n++;
                var authorId = id(comment, "author");
                var author = who(comment, "author").orElse(null);
                boolean team = author != null && !authorId.equals(requesterId) && author.team();
                boolean open = comment.path("public").asBoolean(true);
                messages.add(new Told.Message(
                        "zendesk:" + id + ":" + comment.path("id").asString(String.valueOf(n)),
                        team || !open,
                        !open,
                        author == null ? null : author.person(),
                        author == null ? null : author.name(),
                        false,
                        text(comment.path("html_body")),
                        first(comment, "plain_body", "body"),
                        null,
                        needed(comment.path("created_at"), "created_at of a comment"),
                        List.of(),
                        strings(comment.path("attachments"), "file_name")));
            }
            var created = needed(ticket.path("created_at"), "created_at");
            if (messages.isEmpty()) {
                messages.add(new Told.Message(
                        "zendesk:" + id + ":description",
                        false,
                        false,
                        requester.person(),
                        requester.name(),
                        false,
                        null,
                        text(ticket.path("description")),
                        null,
                        created,
                        List.of(),
                        List.of()));
            }
            var assignee = who(ticket, "assignee")
                    .map(Somebody::person)
                    .map(Told.Person::email)
                    .orElse(null);
            return new Told(
                    "zendesk:" + id,
                    List.of(),
                    String.valueOf(
                            first(ticket, "raw_subject", "subject") == null
                                    ? ""
                                    : first(ticket, "subject", "raw_subject")),
                    state(ticket.path("status").asString("closed")),
                    priority(ticket.path("priority")),
                    requester.person(),
                    assignee,
                    locale(text(ticket.path("requester").path("locale"))),
                    strings(ticket.path("tags"), "name"),
                    created,
                    solved(ticket),
                    sorted(messages));
        }

        private static @Nullable Instant solved(JsonNode ticket) {
            var solved = ticket.path("metric_set").path("solved_at");
            var at = text(solved) == null ? ticket.path("solved_at") : solved;
            return text(at) == null ? null : at(at);
        }

        private static String id(JsonNode item, String role) {
            var within = item.path(role).path("id");
            return within.isMissingNode() ? item.path(role + "_id").asString("") : within.asString("");
        }

        private Optional<Somebody> who(JsonNode item, String role) {
            var within = item.path(role);
            if (within.isObject()) {
                return Optional.of(somebody(within));
            }
            return Optional.ofNullable(people.get(item.path(role + "_id").asString("")));
        }

        private static @Nullable String first(JsonNode item, String one, String other) {
            var text = text(item.path(one));
            return text == null ? text(item.path(other)) : text;
        }

        private static ConversationState state(String status) {
            return switch (status.toLowerCase(Locale.ROOT)) {
                case "new", "open" -> ConversationState.OPEN;
                case "pending" -> ConversationState.PENDING;
                case "hold" -> ConversationState.ON_HOLD;
                case "solved" -> ConversationState.SOLVED;
                default -> ConversationState.CLOSED;
            };
        }
    }

    /// Conversations with threads, as Help Scout gives them and FreeScout after it.
    static final class Scout extends DeskReader {

        private final String source;

        /// @param source `helpscout` or `freescout`
        Scout(String source) {
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

    /// Conversations with messages, as Chatwoot gives them.
    static final class Chatwoot extends DeskReader {

        @Override
        String noun() {
            return "conversation";
        }

        @Override
        Set<String> names() {
            return Set.of("payload", "conversations");
        }

        @Override
        Told told(JsonNode item) {
            var id = text(item.path("id"));
            if (id == null) {
                throw new Odd("It has no id.");
            }
            var sender = item.path("meta").path("sender");
            var customer = person(text(sender.path("email")), text(sender.path("name")))
                    .orElseThrow(() -> new Odd("Its contact has no e-mail address (meta.sender.email)."));
            var messages = new ArrayList<Told.Message>();
            for (var message : item.path("messages").valueStream().toList()) {
                int type = type(message.path("message_type"));
                if (type > 1
                        || text(message.path("content")) == null
                                && message.path("attachments").isEmpty()) {
                    continue;
                }
                boolean note = message.path("private").asBoolean(false);
                boolean out = type == 1 || note;
                var by = message.path("sender");
                var author = out
                        ? person(text(by.path("email")), text(by.path("name"))).orElse(null)
                        : customer;
                messages.add(new Told.Message(
                        "chatwoot:" + id + ":" + message.path("id").asString(String.valueOf(messages.size())),
                        out,
                        note,
                        author,
                        text(by.path("name")),
                        by.path("type").asString("").equals("agent_bot"),
                        null,
                        text(message.path("content")),
                        text(message.path("source_id")) != null
                                        && message.path("source_id").asString().contains("@")
                                ? message.path("source_id").asString()
                                : null,
                        needed(message.path("created_at"), "created_at of a message"),
                        List.of(),
                        strings(message.path("attachments"), "data_url")));
            }
            if (messages.isEmpty()) {
                throw new Odd(
                        "Nothing was said in it (no messages). Export conversations together with their messages.");
            }
            var subject = text(item.path("additional_attributes").path("mail_subject"));
            return new Told(
                    "chatwoot:" + id,
                    List.of(),
                    subject == null ? "" : subject,
                    state(item.path("status").asString("resolved")),
                    priority(item.path("priority")),
                    customer,
                    text(item.path("meta").path("assignee").path("email")),
                    locale(text(item.path("additional_attributes").path("browser_language"))),
                    strings(item.path("labels"), "title"),
                    item.has("created_at")
                            ? at(item.path("created_at"))
                            : messages.getFirst().at(),
                    null,
                    sorted(messages));
        }

        private static int type(JsonNode type) {
            if (type.isNumber()) {
                return type.asInt();
            }
            return switch (type.asString("")) {
                case "incoming" -> 0;
                case "outgoing" -> 1;
                default -> 2;
            };
        }

        private static ConversationState state(String status) {
            return switch (status) {
                case "open" -> ConversationState.OPEN;
                case "pending", "snoozed" -> ConversationState.PENDING;
                default -> ConversationState.CLOSED;
            };
        }
    }

    static @Nullable Locale locale(@Nullable String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag.replace('_', '-'));
    }
}
