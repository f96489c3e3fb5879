package io.keepwell.webhooks;

import io.keepwell.platform.Outbox;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Tells others what happens, for the modules above. What is told is written right before the current transaction
/// commits, with the facts as they are then, and leaves after it: at least once, with the same id whenever it is
/// repeated.
@Service
public class Webhooks {

    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;

    Webhooks(EndpointStore endpoints, DeliveryStore deliveries, Outbox outbox, JsonMapper json, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /// Tells every endpoint that wants to know.
    @Transactional
    public void happened(Happening what) {
        if (!endpoints.wanting(what.type(), what.internal()).isEmpty()) {
            beforeCommit(() -> tell(what));
        }
    }

    /// Writes into the chats of a team that want to read it.
    @Transactional
    public void chat(ChatMessage message) {
        if (!endpoints.chats(message.team(), message.type()).isEmpty()) {
            beforeCommit(() -> write(message));
        }
    }

    /// Forgets what was told about somebody; that it was told, and when, stays.
    ///
    /// @param subjects ids of what was spoken of, such as conversations
    @Transactional
    public void forget(Collection<UUID> subjects) {
        if (!subjects.isEmpty()) {
            deliveries.forget(subjects);
        }
    }

    private static void beforeCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                work.run();
            }
        });
    }

    private void tell(Happening what) {
        var data = json.writeValueAsString(what.data().get());
        var event = deliveries.event(what.type(), what.subject(), what.at(), data);
        endpoints.wanting(what.type(), what.internal()).forEach(endpoint -> deliver(endpoint, event));
    }

    private void write(ChatMessage message) {
        var data = json.writeValueAsString(Map.of("text", message.text().get()));
        var event = deliveries.event(message.type(), message.subject(), message.at(), data);
        endpoints.chats(message.team(), message.type()).forEach(endpoint -> deliver(endpoint, event));
    }

    /// Puts an event on its way to one endpoint; while that is paused it waits.
    UUID deliver(Endpoint endpoint, UUID event) {
        var delivery = deliveries.insert(endpoint.id(), event, endpoint.paused());
        if (!endpoint.paused()) {
            send(delivery);
        }
        return delivery;
    }

    void send(UUID delivery) {
        var cause = "webhook:" + delivery;
        if (outbox.put(WebhookChannel.NAME, cause, delivery, clock.instant()).isEmpty()) {
            outbox.find(cause).ifPresent(outbox::resend);
        }
    }
}
