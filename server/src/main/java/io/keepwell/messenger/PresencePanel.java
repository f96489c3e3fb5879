package io.keepwell.messenger;

import gg.jte.Content;
import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Fragments;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Under the answer: whether the customer is there to read it at once, and where it goes if not.
@Component
class PresencePanel implements ConversationPanel {

    /// @param there   whether they have the messenger before them
    /// @param address where the answer goes by mail, null where no address is proven
    record Shown(
            String name,
            boolean there,
            Instant lastSeen,
            @Nullable String address) {}

    private final MessengerChannel channel;
    private final Visitors visitors;
    private final AppConversations app;
    private final Customers customers;
    private final Fragments fragments;
    private final Clock clock;

    PresencePanel(
            MessengerChannel channel,
            Visitors visitors,
            AppConversations app,
            Customers customers,
            Fragments fragments,
            Clock clock) {
        this.channel = channel;
        this.visitors = visitors;
        this.app = app;
        this.customers = customers;
        this.fragments = fragments;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.COMPOSER;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        if (conversation.channel() != Channel.MESSENGER || !channel.takes(conversation)) {
            return Optional.empty();
        }
        var seen = visitors.lastSeen(conversation.customer()).orElse(Instant.EPOCH);
        var name = customers.find(conversation.customer()).map(Customer::label).orElse("");
        var shown = new Shown(
                name,
                seen.isAfter(clock.instant().minus(Answers.AWAY)),
                seen,
                app.address(conversation).orElse(null));
        return Optional.of(fragments.of("messenger/presence.jte", Map.of("shown", shown)));
    }
}
