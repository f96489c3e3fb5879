package io.keepwell.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API as a script sees it.
public final class Api {

    /// An answer.
    ///
    /// @param status  HTTP status
    /// @param json    body; a missing node where there is none
    /// @param headers header fields
    public record Answer(int status, JsonNode json, java.net.http.HttpHeaders headers) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String base;
    private final String token;

    /// @param base  such as `http://127.0.0.1:8080`
    /// @param token bearer token
    public Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    /// @param body JSON with single quotes for double ones, for readable tests
    public Answer post(String path, String body, String... headers) {
        return call("POST", path, body.replace('\'', '"'), headers);
    }

    public Answer patch(String path, String body) {
        return call("PATCH", path, body.replace('\'', '"'));
    }

    public Answer put(String path, String body) {
        return call("PUT", path, body.replace('\'', '"'));
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    private Answer call(String method, String path, @org.jspecify.annotations.Nullable String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var json = answer.body().isBlank() ? JSON.missingNode() : JSON.readTree(answer.body());
            return new Answer(answer.statusCode(), json, answer.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
