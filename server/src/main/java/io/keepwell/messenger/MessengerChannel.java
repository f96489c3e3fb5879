package io.keepwell.messenger;

import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ReplyMoved;
import io.keepwell.conversations.ReplyWay;
import io.keepwell.platform.OutboxChanged;
import io.keepwell.platform.OutboxChannel;
import io.keepwell.platform.OutboxItem;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The way answers take to people who use the messenger.
@Component
class MessengerChannel implements OutboxChannel, ReplyWay {

    static final String NAME = "messenger";

    private final MessengerStore store;
    private final Visitors visitors;
    private final Answers answers;
    private final ApplicationEventPublisher events;

    MessengerChannel(MessengerStore store, Visitors visitors, Answers answers, ApplicationEventPublisher events) {
        this.store = store;
        this.visitors = visitors;
        this.answers = answers;
        this.events = events;
    }

    @Override
    public boolean takes(Conversation conversation) {
        return conversation.channel() == Channel.MESSENGER
                && visitors.lastSeen(conversation.customer()).isPresent()
                && store.settings().enabled();
    }

    @Override
    public void send(Conversation conversation, UUID message, Instant due) {
        answers.put(conversation.id(), message, due);
    }

    @Override
    public boolean cancel(UUID message) {
        return answers.cancel(message);
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Nothing leaves this house here, so nothing can be uncertain: an attempt that was broken off is made again.
    @Override
    public Outcome deliver(OutboxItem item, HandOver handOver) {
        answers.show(item.subject());
        return new Outcome.Sent();
    }

    @EventListener
    void on(OutboxChanged change) {
        if (change.channel().equals(NAME) && !answers.beyond(change.subject())) {
            events.publishEvent(new ReplyMoved(change.subject(), change.state(), change.reason()));
        }
    }
}
