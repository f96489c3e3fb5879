package io.keepwell.imports;

import io.keepwell.conversations.ConversationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Conversations with messages, as Chatwoot gives them.
final class ChatwootReader extends DeskReader {

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
            var author =
                    out ? person(text(by.path("email")), text(by.path("name"))).orElse(null) : customer;
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
            throw new Odd("Nothing was said in it (no messages). Export conversations together with their messages.");
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
