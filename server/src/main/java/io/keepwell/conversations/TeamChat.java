package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.webhooks.ChatMessage;
import io.keepwell.webhooks.Webhooks;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes into the chat of the team that looks after a conversation.
@Component
public class TeamChat {

    private final Webhooks webhooks;
    private final ConversationStore store;
    private final Customers customers;
    private final KeepwellSettings settings;

    TeamChat(Webhooks webhooks, ConversationStore store, Customers customers, KeepwellSettings settings) {
        this.webhooks = webhooks;
        this.store = store;
        this.customers = customers;
        this.settings = settings;
    }

    /// Says one line about a conversation, where it has a team and that wants to read it; within the current
    /// transaction.
    ///
    /// @param type a type of `ChatMessage`
    /// @param at   when it happened
    /// @param key  key of the text, which has the arguments `conversation` (a link) and `name` of the customer
    public void tell(UUID conversation, String type, Instant at, String key) {
        store.find(conversation).ifPresent(it -> {
            if (it.team() != null) {
                webhooks.chat(new ChatMessage(it.team(), type, it.id(), at, () -> line(it, key)));
            }
        });
    }

    private String line(Conversation it, String key) {
        var words = "#" + it.number() + (it.subject().isBlank() ? "" : " " + it.subject());
        var name = customers.find(it.customer()).map(Customer::label).orElse("");
        var link = "<" + settings.publicUrl() + "/inbox/" + it.number() + "|" + plain(words) + ">";
        return t(key, "conversation", link, "name", plain(name));
    }

    // Words of customers must not become links or mentions in the chat.
    private static String plain(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("|", "¦");
    }
}
