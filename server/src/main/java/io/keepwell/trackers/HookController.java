package io.keepwell.trackers;

import io.keepwell.platform.Rates;
import io.keepwell.shared.ForEveryone;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where trackers call. The address is hard to guess, and that is not what is relied on: who cannot prove to be the
/// tracker changes nothing.
@RestController
@ForEveryone
@Hidden
class HookController {

    private static final int LONGEST = 2 * 1024 * 1024;
    private static final int CALLS = 300;

    private final ConnectionStore connections;
    private final Hooks hooks;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Rates rates = new Rates(System::nanoTime);

    HookController(ConnectionStore connections, Hooks hooks, MeterRegistry meters, Clock clock) {
        this.connections = connections;
        this.hooks = hooks;
        this.meters = meters;
        this.clock = clock;
    }

    @PostMapping(Connections.HOOKS + "{key:[A-Za-z0-9_-]{10,60}}")
    ResponseEntity<String> take(@PathVariable String key, HttpServletRequest request) throws IOException {
        if (!rates.take("hook", request.getRemoteAddr(), CALLS, Duration.ofMinutes(1))) {
            return answer(HttpStatus.TOO_MANY_REQUESTS, "too-many", null);
        }
        var known = connections.byHook(key).filter(Connection::active);
        if (known.isEmpty()) {
            return answer(HttpStatus.NOT_FOUND, "unknown", null);
        }
        var connection = known.get();
        var body = request.getContentLengthLong() > LONGEST
                ? new byte[LONGEST + 1]
                : request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "too-large", connection);
        }
        var proof = HookProof.of(
                connection.kind(), connections.secret(connection.id()), request::getHeader, body, clock.instant());
        if (proof == HookProof.NONE || proof == HookProof.TOLD && connection.signedSince() != null) {
            connections.refused(connection.id());
            return answer(HttpStatus.UNAUTHORIZED, "not-proved", connection);
        }
        if (!json(request)) {
            return answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not-json", connection);
        }
        var taken = hooks.take(connection, proof == HookProof.SIGNED, event(request), id(request), body);
        return answer(
                taken == Hooks.Taken.UNREADABLE ? HttpStatus.BAD_REQUEST : HttpStatus.ACCEPTED,
                taken.name().toLowerCase(Locale.ROOT),
                connection);
    }

    private static boolean json(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE);
    }

    private static String event(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getHeader("X-GitHub-Event"), "");
    }

    /// The id of a call, the same when it is repeated.
    private static @Nullable String id(HttpServletRequest request) {
        return Stream.of("X-GitHub-Delivery", "webhook-id", "Idempotency-Key")
                .map(request::getHeader)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private ResponseEntity<String> answer(HttpStatus status, String outcome, @Nullable Connection connection) {
        meters.counter(
                        "keepwell.trackers.hook",
                        "tracker",
                        connection == null ? "unknown" : connection.kind().word(),
                        "outcome",
                        outcome)
                .increment();
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(outcome);
    }
}
