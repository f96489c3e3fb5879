package io.keepwell.conversations.sla;

import io.keepwell.conversations.TeamChat;
import io.keepwell.webhooks.ChatMessage;
import io.keepwell.webhooks.Happening;
import io.keepwell.webhooks.Webhooks;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells webhooks, and the chat of the team, of agreed times that passed.
@Component
class BreachNews {

    private final Webhooks webhooks;
    private final TeamChat chat;

    BreachNews(Webhooks webhooks, TeamChat chat) {
        this.webhooks = webhooks;
        this.chat = chat;
    }

    record Breach(UUID conversation, String metric, int cycle, Instant due) {}

    @EventListener
    void on(SlaBreached event) {
        webhooks.happened(new Happening(
                "sla.breached",
                event.conversation(),
                event.due(),
                false,
                () -> new Breach(event.conversation(), event.metric().word(), event.cycle(), event.due())));
        chat.tell(event.conversation(), ChatMessage.BREACH, event.due(), "conversations.chat.breach");
    }
}
