package io.keepwell.webhooks;

import io.keepwell.platform.HttpCall;
import io.keepwell.platform.OutboxChannel;
import io.keepwell.platform.OutboxItem;
import io.keepwell.platform.OutboxLines;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Delivers events over HTTP. There is no point of no return: what got no answer is sent again with the same
/// id, for an event that arrives twice does no harm and one that is lost does (see the decision record).
@Component
class WebhookChannel implements OutboxChannel {

    static final String NAME = "webhook";

    private static final Logger log = LoggerFactory.getLogger(WebhookChannel.class);

    /// So long an event is tried.
    static final Duration TRIED = Duration.ofHours(24);

    /// So many calls to one endpoint at a time.
    private static final int ABREAST = 2;

    private static final int WORDS = 500;

    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OutboxLines<UUID> lines = new OutboxLines<>(ABREAST);

    WebhookChannel(EndpointStore endpoints, DeliveryStore deliveries, MeterRegistry meters, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome deliver(OutboxItem item, HandOver handOver) throws Exception {
        var delivery = deliveries.find(item.subject());
        var endpoint = delivery.flatMap(it -> endpoints.find(it.endpoint()));
        if (delivery.isEmpty() || endpoint.isEmpty()) {
            return new Outcome.Refused("The endpoint is gone.");
        }
        if (endpoint.get().paused()) {
            deliveries.state(item.subject(), "waiting");
            return new Outcome.Refused("The endpoint is paused.");
        }
        return lines.deliver(
                endpoint.get().id(),
                "Other events for this endpoint go first.",
                () -> attempt(endpoint.get(), delivery.get(), item.attempt()));
    }

    private Outcome attempt(Endpoint endpoint, Delivery delivery, int attempt) {
        var at = clock.instant();
        var begin = System.nanoTime();
        Integer status = null;
        String words;
        try {
            var answer = HttpCall.post(
                    URI.create(endpoint.url()),
                    headers(endpoint, delivery, attempt),
                    delivery.body().getBytes(StandardCharsets.UTF_8),
                    endpoint.privateNetwork());
            status = answer.status();
            words = answer.words();
        } catch (IOException e) {
            words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        deliveries.attempt(new Delivery.Attempt(delivery.id(), attempt, at, status, millis, shortened(words)));
        boolean taken = status != null && status >= 200 && status < 300;
        meters.timer("keepwell.webhooks.call", "taken", String.valueOf(taken)).record(Duration.ofMillis(millis));
        if (taken) {
            deliveries.state(delivery.id(), "delivered");
            endpoints.succeeded(endpoint.id());
            return new Outcome.Sent();
        }
        return failed(endpoint, delivery, status, status == null ? words : "HTTP " + status);
    }

    private Outcome failed(Endpoint endpoint, Delivery delivery, @Nullable Integer status, String reason) {
        boolean gone = status != null && status == 410;
        if (!gone && clock.instant().isBefore(delivery.createdAt().plus(TRIED))) {
            return new Outcome.Later(reason);
        }
        deliveries.state(delivery.id(), "failed");
        if (gone || !deliveries.succeededSince(endpoint.id(), delivery.createdAt())) {
            if (endpoints.pause(endpoint.id(), "failing")) {
                log.warn("The webhook endpoint {} is paused: {}", endpoint.id(), reason);
            }
        }
        return new Outcome.Refused(reason);
    }

    private Map<String, String> headers(Endpoint endpoint, Delivery delivery, int attempt) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        if (endpoint.kind() == Endpoint.Kind.EVENT) {
            headers.put(
                    Signature.HEADER, Signature.of(endpoints.secrets(endpoint.id()), clock.instant(), delivery.body()));
            headers.put("Keepwell-Event", delivery.type());
            headers.put("Keepwell-Event-Id", delivery.event().toString());
            headers.put("Keepwell-Delivery", delivery.id().toString());
            headers.put("Keepwell-Attempt", Integer.toString(attempt));
        }
        return headers;
    }

    private static String shortened(String words) {
        var clean = words.replaceAll("[\\p{Cntrl}\\x{FFFD}]+", " ").strip();
        return clean.length() <= WORDS ? clean : clean.substring(0, WORDS);
    }
}
