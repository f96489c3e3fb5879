package io.keepwell.trackers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Calls of GitHub and of an older GitLab, as they make them.
final class Hook {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String url;
    private final String secret;

    /// @param url where the tracker calls
    Hook(String url, String secret) {
        this.url = url;
        this.secret = secret;
    }

    /// What GitHub tells of an issue.
    static String issue(Forge forge, String action, Forge.Issue issue) {
        return told(action, "issue", forge.github(issue));
    }

    /// What GitHub tells of somebody's words.
    static String comment(Forge forge, Forge.Issue issue, String words, String at) {
        var json = new LinkedHashMap<String, Object>();
        json.put("action", "created");
        json.put("issue", forge.github(issue));
        json.put("comment", Map.of("body", words, "created_at", at, "user", Map.of("login", "ada", "type", "User")));
        json.put("repository", Map.of("id", Forge.ID));
        return Forge.json(json);
    }

    private static String told(String action, String what, Object value) {
        var json = new LinkedHashMap<String, Object>();
        json.put("action", action);
        json.put(what, value);
        json.put("repository", Map.of("id", Forge.ID, "full_name", "acme/app", "default_branch", "main"));
        return Forge.json(json);
    }

    /// Calls as GitHub does, with a new id.
    int github(String event, String body) {
        return github(event, body, UUID.randomUUID().toString(), sign(body));
    }

    int github(String event, String body, String id, String signature) {
        return send(body, "X-GitHub-Event", event, "X-GitHub-Delivery", id, "X-Hub-Signature-256", signature);
    }

    /// Calls as GitLab before 19 does.
    int gitlab(String event, String body) {
        return send(
                body,
                "X-Gitlab-Event",
                event,
                "Idempotency-Key",
                UUID.randomUUID().toString(),
                "X-Gitlab-Token",
                secret);
    }

    int send(String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String sign(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
