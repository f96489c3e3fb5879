package io.keepwell.conversations;

import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.tasks.PromiseDue;
import io.keepwell.webhooks.ChatMessage;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What a team wants to read in its chat at once.
@Component
class ChatNews {

    private final TeamChat chat;

    ChatNews(TeamChat chat) {
        this.chat = chat;
    }

    @EventListener
    void on(ConversationHappened event) {
        if (event.what() instanceof Changed(var field, var before, var after) && field.equals("team")) {
            chat.tell(event.conversation(), ChatMessage.ARRIVED, event.at(), "conversations.chat.arrived");
        }
    }

    @EventListener
    void on(PromiseDue event) {
        if (event.subject() != null) {
            chat.tell(
                    event.subject(),
                    ChatMessage.PROMISE,
                    event.dueAt(),
                    event.passed() ? "conversations.chat.promise.broken" : "conversations.chat.promise.due");
        }
    }
}
