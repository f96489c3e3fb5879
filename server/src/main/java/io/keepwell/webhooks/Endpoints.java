package io.keepwell.webhooks;

import io.keepwell.shared.Ids;
import io.keepwell.team.Audit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What administrators do with endpoints. Every change is audited; secrets are given out once.
@Service
class Endpoints {

    static final Duration OVERLAP = Duration.ofHours(24);

    private static final int MOST_REPLAYED = 5000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EndpointStore store;
    private final DeliveryStore deliveries;
    private final Webhooks webhooks;
    private final Audit audit;
    private final Clock clock;

    Endpoints(EndpointStore store, DeliveryStore deliveries, Webhooks webhooks, Audit audit, Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.audit = audit;
        this.clock = clock;
    }

    /// An endpoint and the secret it has just been given.
    record Made(Endpoint endpoint, String secret) {

        @Override
        public String toString() {
            return "Made[" + endpoint.id() + "]";
        }
    }

    List<Endpoint> all() {
        return store.all();
    }

    /// @throws EndpointNotFound where there is none
    Endpoint get(UUID id) {
        return store.find(id).orElseThrow(EndpointNotFound::new);
    }

    @Transactional
    Made create(EndpointFields fields) {
        var id = Ids.next();
        var secret = secret();
        store.insert(id, fields, Endpoint.Kind.EVENT, null, secret);
        audit.record("webhook.created", id, fields.name(), details(fields));
        return new Made(get(id), secret);
    }

    /// Posts into the chat of a team from now on.
    @Transactional
    Endpoint createChat(EndpointFields fields, UUID team) {
        var id = Ids.next();
        store.insert(id, fields, Endpoint.Kind.CHAT, team, null);
        audit.record("webhook.created", id, fields.name(), details(fields));
        return get(id);
    }

    @Transactional
    Endpoint change(UUID id, EndpointFields fields) {
        get(id);
        store.update(id, fields);
        audit.record("webhook.changed", id, fields.name(), details(fields));
        return get(id);
    }

    /// A new secret; the one before signs beside it for a day.
    @Transactional
    Made rotate(UUID id) {
        var endpoint = signed(id);
        var secret = secret();
        store.rotate(id, secret, OVERLAP);
        audit.record("webhook.secret-changed", id, endpoint.name(), Map.of());
        return new Made(get(id), secret);
    }

    @Transactional
    void delete(UUID id) {
        var endpoint = get(id);
        store.delete(id);
        audit.record("webhook.deleted", id, endpoint.name(), Map.of());
    }

    @Transactional
    Endpoint pause(UUID id) {
        if (store.pause(id, "person")) {
            audit.record("webhook.paused", id, get(id).name(), Map.of());
        }
        return get(id);
    }

    /// Goes on, with all that has waited.
    @Transactional
    Endpoint resume(UUID id) {
        var endpoint = get(id);
        if (store.resume(id)) {
            audit.record("webhook.resumed", id, endpoint.name(), Map.of());
            for (var delivery : deliveries.waiting(id)) {
                deliveries.state(delivery, "queued");
                webhooks.send(delivery);
            }
        }
        return get(id);
    }

    /// Sends an event that says nothing but that it is a test.
    @Transactional
    UUID test(UUID id) {
        var endpoint = get(id);
        var now = clock.instant();
        var event = endpoint.kind() == Endpoint.Kind.CHAT
                ? deliveries.event(ChatMessage.ARRIVED, id, now, "{\"text\":\"Keepwell: this is a test.\"}")
                : deliveries.event(EventType.TEST, id, now, "{\"test\":true}");
        return webhooks.deliver(endpoint, event);
    }

    /// Tells one event again, with the same id.
    @Transactional
    UUID replay(UUID id, UUID delivery) {
        var endpoint = get(id);
        var before =
                deliveries.find(delivery).filter(it -> it.endpoint().equals(id)).orElseThrow(DeliveryNotFound::new);
        return webhooks.deliver(endpoint, before.event());
    }

    /// Tells all events of a span of time again, in their order.
    ///
    /// @return how many
    @Transactional
    int replay(UUID id, Instant from, @Nullable Instant to) {
        var endpoint = get(id);
        var events = deliveries.events(id, from, to == null ? clock.instant() : to, MOST_REPLAYED);
        events.forEach(event -> webhooks.deliver(endpoint, event));
        audit.record("webhook.replayed", id, endpoint.name(), Map.of("count", events.size()));
        return events.size();
    }

    private Endpoint signed(UUID id) {
        var endpoint = get(id);
        if (endpoint.kind() != Endpoint.Kind.EVENT) {
            throw new EndpointNotFound();
        }
        return endpoint;
    }

    private static Map<String, Object> details(EndpointFields fields) {
        // the address itself may be a secret, as those of chats are
        return Map.of(
                "types",
                fields.types().isEmpty() ? "*" : String.join(", ", fields.types()),
                "privateNetwork",
                fields.privateNetwork());
    }

    private static String secret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
