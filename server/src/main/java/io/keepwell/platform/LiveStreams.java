package io.keepwell.platform;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The open streams of server-sent events of this node, fed by what the database announces.
///
/// Every event has the name `changed` and the data `{"topic":"...","id":"..."}`. `{"topic":"all"}` means
/// that events may have been missed and everything shown should be asked for again.
@Component
class LiveStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final int WAIT_MILLIS = 15_000;

    private final DatabaseAccess database;
    // lazily: whoever listens may stand on all of us
    private final ObjectProvider<LiveListener> listeners;
    private final Set<SseEmitter> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LiveStreams(DatabaseAccess database, ObjectProvider<LiveListener> listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    SseEmitter open() {
        var stream = new SseEmitter(0L);
        stream.onCompletion(() -> streams.remove(stream));
        stream.onTimeout(() -> streams.remove(stream));
        stream.onError(e -> streams.remove(stream));
        streams.add(stream);
        send(stream, SseEmitter.event().comment("open"));
        return stream;
    }

    int count() {
        return streams.size();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("live-updates").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        streams.forEach(SseEmitter::complete);
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

    private void listen() {
        while (running) {
            try (var connection = database.open();
                    var statement = connection.createStatement()) {
                statement.execute("listen " + LiveUpdates.CHANNEL);
                publish(Map.of("topic", "all"));
                listeners.forEach(LiveListener::missed);
                var postgres = connection.unwrap(PGConnection.class);
                while (running) {
                    var notices = postgres.getNotifications(WAIT_MILLIS);
                    if (notices == null || notices.length == 0) {
                        publish(SseEmitter.event().comment("still here"));
                        if (!connection.isValid(5)) {
                            break;
                        }
                        continue;
                    }
                    for (var notice : notices) {
                        var parts = notice.getParameter().split(" ", 2);
                        var id = parts.length > 1 ? parts[1] : "";
                        var own = listeners.stream()
                                .filter(listener -> listener.topic().equals(parts[0]))
                                .toList();
                        own.forEach(listener -> listener.changed(UUID.fromString(id)));
                        if (own.isEmpty()) {
                            publish(Map.of("topic", parts[0], "id", id));
                        }
                    }
                }
            } catch (SQLException e) {
                if (running) {
                    log.warn("Live updates lost the database, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void publish(Map<String, String> data) {
        streams.forEach(
                stream -> send(stream, SseEmitter.event().name("changed").data(data, MediaType.APPLICATION_JSON)));
    }

    private void publish(SseEmitter.SseEventBuilder event) {
        streams.forEach(stream -> send(stream, event));
    }

    private void send(SseEmitter stream, SseEmitter.SseEventBuilder event) {
        try {
            stream.send(event);
        } catch (IOException | IllegalStateException e) {
            streams.remove(stream);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
