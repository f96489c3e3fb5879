package io.keepwell.conversations;

import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.conversations.ConversationHappened.Delivered;
import io.keepwell.conversations.ConversationHappened.Opened;
import io.keepwell.conversations.ConversationHappened.Said;
import io.keepwell.shared.Slice;
import io.keepwell.webhooks.Happening;
import io.keepwell.webhooks.Webhooks;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells webhooks what happens to conversations, in the shapes of the API.
@Component
class WebhookNews {

    private final Webhooks webhooks;
    private final ConversationReading reading;
    private final ConversationStore store;
    private final MessageStore messages;
    private final AttachmentStore attachments;

    WebhookNews(
            Webhooks webhooks,
            ConversationReading reading,
            ConversationStore store,
            MessageStore messages,
            AttachmentStore attachments) {
        this.webhooks = webhooks;
        this.reading = reading;
        this.store = store;
        this.messages = messages;
        this.attachments = attachments;
    }

    record Whole(ConversationJson.Item conversation) {}

    record Change(
            ConversationJson.Item conversation,
            String field,
            @Nullable String before,
            @Nullable String after) {}

    record Joined(ConversationJson.Item conversation, Reference merged) {}

    record Reference(UUID id, long number) {}

    record Word(ConversationJson.Item conversation, ConversationJson.Said message) {}

    record Progress(UUID conversation, UUID message, String state) {}

    @EventListener
    void on(ConversationHappened event) {
        var id = event.conversation();
        switch (event.what()) {
            case Opened() -> tell("conversation.created", event, false, () -> new Whole(item(id)));
            case Changed(var field, var before, var after) ->
                tell("conversation.updated", event, false, () -> new Change(item(id), field, before, after));
            case Said(var message) -> {
                // what a colleague writes down of a call is meant for the team, like a note
                boolean note =
                        messages.find(message).map(it -> it.note() || it.call()).orElse(false);
                tell("message.created", event, note, () -> word(id, message));
            }
            case Delivered(var message, var state) ->
                tell("message.delivery", event, false, () -> new Progress(id, message, state));
        }
    }

    @EventListener
    void on(MessagesMoved event) {
        if (event.kind() == MessagesMoved.Kind.MERGE && !event.undone()) {
            webhooks.happened(new Happening(
                    "conversation.merged",
                    event.to(),
                    event.at(),
                    false,
                    () -> new Joined(
                            item(event.to()),
                            new Reference(event.from(), item(event.from()).number()))));
        }
    }

    private void tell(String type, ConversationHappened event, boolean internal, Supplier<?> data) {
        webhooks.happened(new Happening(type, event.conversation(), event.at(), internal, data));
    }

    private Word word(UUID conversation, UUID message) {
        var said = messages.find(message).orElseThrow(MessageNotFound::new);
        var files = attachments.ofConversation(said.conversation()).getOrDefault(message, List.of());
        return new Word(item(conversation), reading.said(said, files));
    }

    private ConversationJson.Item item(UUID id) {
        var conversation = store.find(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        return reading.items(new Slice<>(List.of(conversation), null)).items().getFirst();
    }
}
