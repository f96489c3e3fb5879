package io.keepwell.imports;

import io.keepwell.conversations.ConversationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tickets as Zendesk gives them: one per line with its comments, or `tickets` beside `users`.
final class ZendeskReader extends DeskReader {

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
                        first(ticket, "raw_subject", "subject") == null ? "" : first(ticket, "subject", "raw_subject")),
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
