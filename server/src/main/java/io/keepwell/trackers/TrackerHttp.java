package io.keepwell.trackers;

import io.keepwell.platform.HttpCall;
import io.keepwell.platform.PrivateNetworkRefused;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls of the programs of trackers, and what their answers mean.
@Component
class TrackerHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration UNSAID = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    /// A page of fifty issues, each with a body of 64 KiB, and then some.
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    private static final int WORDS = 300;

    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration patience;

    @Autowired
    TrackerHttp(JsonMapper json, MeterRegistry meters, Clock clock) {
        this(json, meters, clock, PATIENCE);
    }

    /// @param patience how long a call may take
    TrackerHttp(JsonMapper json, MeterRegistry meters, Clock clock, Duration patience) {
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.patience = patience;
    }

    /// A good answer.
    ///
    /// @param headers by names in lower case
    record Good(JsonNode json, Map<String, String> headers) {}

    /// Asks for something.
    ///
    /// @param headers names and values without line breaks
    /// @param body    what is sent, or null
    Good call(Connection to, String method, String url, Map<String, String> headers, @Nullable Map<String, ?> body)
            throws TrackerFailed {
        try {
            var good = good(to, method, url, headers, body);
            count(to, "good");
            return good;
        } catch (TrackerFailed failed) {
            count(to, failed.trouble().word());
            throw failed;
        }
    }

    private void count(Connection to, String outcome) {
        meters.counter("keepwell.trackers.call", "tracker", to.kind().word(), "outcome", outcome)
                .increment();
    }

    private Good good(
            Connection to, String method, String url, Map<String, String> headers, @Nullable Map<String, ?> body)
            throws TrackerFailed {
        var sent = new LinkedHashMap<>(headers);
        if (body != null) {
            sent.put("Content-Type", "application/json");
        }
        HttpCall.Answer answer;
        try {
            answer = HttpCall.send(new HttpCall.Request(
                    method,
                    URI.create(url),
                    sent,
                    body == null ? new byte[0] : json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8),
                    to.privateNetwork(),
                    LONGEST_ANSWER,
                    patience));
        } catch (IOException e) {
            throw new TrackerFailed(trouble(e), words(String.valueOf(e.getMessage())), null);
        }
        var read = read(answer.words());
        if (answer.status() >= 200 && answer.status() < 300) {
            return new Good(read.orElseThrow(() -> new TrackerFailed(Trouble.UNEXPECTED, "", null)), answer.headers());
        }
        var trouble = trouble(answer);
        throw new TrackerFailed(
                trouble,
                read.map(TrackerHttp::said).orElse("HTTP " + answer.status()),
                trouble == Trouble.RATE_LIMITED ? pause(answer.headers()) : null);
    }

    private static Trouble trouble(IOException e) {
        return switch (e) {
            case PrivateNetworkRefused _ -> Trouble.PRIVATE_NETWORK;
            case SSLException _ -> Trouble.CERTIFICATE;
            case SocketTimeoutException _ -> Trouble.TIMEOUT;
            default -> Trouble.UNREACHABLE;
        };
    }

    private static Trouble trouble(HttpCall.Answer answer) {
        var headers = answer.headers();
        boolean limited =
                headers.containsKey("retry-after") || "0".equals(headers.getOrDefault("x-ratelimit-remaining", ""));
        return switch (answer.status()) {
            case 401 -> Trouble.TOKEN;
            case 403 -> limited ? Trouble.RATE_LIMITED : Trouble.FORBIDDEN;
            case 404 -> Trouble.NOT_FOUND;
            case 410 -> Trouble.ISSUES_OFF;
            case 400, 409, 422 -> Trouble.INVALID;
            case 429 -> Trouble.RATE_LIMITED;
            case 301, 302, 307, 308 -> Trouble.MOVED;
            default -> answer.status() >= 500 ? Trouble.SERVER : Trouble.UNEXPECTED;
        };
    }

    /// How long we are asked to wait: in seconds, or until an instant.
    private Duration pause(Map<String, String> headers) {
        var after = number(headers.get("retry-after")).map(Duration::ofSeconds);
        var until = number(headers.getOrDefault("x-ratelimit-reset", headers.get("ratelimit-reset")))
                .map(seconds -> Duration.between(clock.instant(), Instant.ofEpochSecond(seconds)));
        var asked = after.or(() -> until).orElse(UNSAID);
        if (asked.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private static Optional<Long> number(@Nullable String text) {
        return text != null && text.matches("\\d{1,12}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private Optional<JsonNode> read(String words) {
        try {
            return words.isEmpty() ? Optional.empty() : Optional.of(json.readTree(words));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// GitHub says `message` and `errors`, GitLab `message` or `error`, each as text or by field.
    private static String said(JsonNode answer) {
        var said = answer.path("message").isMissingNode() ? answer.path("error") : answer.path("message");
        var words = said.isString() ? said.asString() : said.isMissingNode() ? "" : said.toString();
        var errors = answer.path("errors");
        return words(errors.isArray() && !errors.isEmpty() ? words + " " + errors : words);
    }

    private static String words(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}\\x{FFFD}]+", " ").strip();
        return clean.length() <= WORDS ? clean : clean.substring(0, WORDS);
    }
}
