package io.keepwell.messenger;

import io.keepwell.platform.LiveListener;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The open messengers of this node. Each hears, as a server-sent event `changed`, that something of its person has
/// changed, and asks again; nothing of what was said goes this way.
@Component
class Streams implements LiveListener, SmartLifecycle {

    static final String TOPIC = "messenger";

    private static final int MOST_EACH = 8;
    private static final int PULSE_SECONDS = 20;

    private final Map<UUID, Set<SseEmitter>> streams = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService pulse;
    private volatile boolean running;

    /// Opens a stream; of too many of one person the newest stay.
    SseEmitter open(UUID customer) {
        var stream = new SseEmitter(0L);
        stream.onCompletion(() -> forget(customer, stream));
        stream.onTimeout(() -> forget(customer, stream));
        stream.onError(e -> forget(customer, stream));
        var theirs = streams.computeIfAbsent(customer, id -> ConcurrentHashMap.newKeySet());
        if (theirs.size() >= MOST_EACH) {
            theirs.stream().findFirst().ifPresent(SseEmitter::complete);
        }
        theirs.add(stream);
        send(customer, stream, SseEmitter.event().name("changed").data("{}"));
        return stream;
    }

    /// Whose messengers are open on this node.
    Set<UUID> people() {
        return Set.copyOf(streams.keySet());
    }

    private void forget(UUID customer, SseEmitter stream) {
        streams.computeIfPresent(customer, (id, theirs) -> {
            theirs.remove(stream);
            return theirs.isEmpty() ? null : theirs;
        });
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void changed(UUID customer) {
        var theirs = streams.get(customer);
        if (theirs != null) {
            theirs.forEach(stream ->
                    send(customer, stream, SseEmitter.event().name("changed").data("{}")));
        }
    }

    @Override
    public void missed() {
        streams.keySet().forEach(this::changed);
    }

    private void send(UUID customer, SseEmitter stream, SseEmitter.SseEventBuilder event) {
        try {
            stream.send(event);
        } catch (IOException | IllegalStateException e) {
            forget(customer, stream);
        }
    }

    private void pulse() {
        streams.forEach((customer, theirs) -> theirs.forEach(
                stream -> send(customer, stream, SseEmitter.event().comment("still here"))));
    }

    @Override
    public void start() {
        running = true;
        var beat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("messenger-pulse").factory());
        pulse = beat;
        var unused = beat.scheduleWithFixedDelay(this::pulse, PULSE_SECONDS, PULSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        var beat = pulse;
        if (beat != null) {
            beat.shutdownNow();
        }
        streams.values().forEach(theirs -> theirs.forEach(SseEmitter::complete));
        streams.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    // before the web server's graceful shutdown, which would wait for open streams
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
