package io.keepwell.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A provider of permissions on this machine: everybody who comes says yes, codes want their proof (PKCE), refresh
/// tokens count once, and mail servers may ask whether a token counts (RFC 7662).
final class AuthorizationServer implements AutoCloseable {

    static final String CLIENT = "keepwell-client";
    static final String SECRET = "the-client-secret";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable String refusal;

    private AuthorizationServer(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/introspect", this::introspect);
        server.start();
    }

    static AuthorizationServer open() {
        try {
            return new AuthorizationServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /// The part of a request that names this provider.
    String asJson() {
        return """
                {"provider": "other", "authorizationEndpoint": "%s", "tokenEndpoint": "%s",
                 "scopes": "imap smtp offline_access", "clientId": "%s", "clientSecret": "%s"}
                """.formatted(url("/authorize"), url("/token"), CLIENT, SECRET);
    }

    /// From now on answers every request for a token with this JSON; null for as it should be.
    void refuse(@Nullable String json) {
        refusal = json;
    }

    /// No access token counts any more.
    void revokeAccess() {
        accessTokens.clear();
    }

    /// Every request for a token.
    List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asks = parameters(exchange.getRequestURI().getRawQuery());
        var code = UUID.randomUUID().toString();
        codes.put(code, asks);
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        URI.create(asks.get("redirect_uri") + "?code=" + code + "&state=" + asks.get("state"))
                                .toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        var asks = parameters(body(exchange));
        asked.add(asks);
        if (refusal != null) {
            answer(exchange, 400, refusal);
            return;
        }
        if (!CLIENT.equals(asks.get("client_id")) || !SECRET.equals(asks.get("client_secret"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        var user = switch (asks.getOrDefault("grant_type", "")) {
            case "authorization_code" -> byCode(asks);
            case "refresh_token" -> refreshTokens.remove(asks.get("refresh_token"));
            default -> null;
        };
        if (user == null) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"It does not count.\"}");
            return;
        }
        var access = "access-" + UUID.randomUUID();
        var refresh = "refresh-" + UUID.randomUUID();
        accessTokens.put(access, user);
        refreshTokens.put(refresh, user);
        answer(exchange, 200, """
                {"access_token":"%s","refresh_token":"%s","expires_in":3600,"token_type":"Bearer"}
                """.formatted(access, refresh));
    }

    private @Nullable String byCode(Map<String, String> asks) {
        var asked = codes.remove(asks.get("code"));
        if (asked == null
                || !Objects.equals(asked.get("redirect_uri"), asks.get("redirect_uri"))
                || !hash(asks.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))) {
            return null;
        }
        return asked.get("login_hint");
    }

    private void introspect(HttpExchange exchange) throws IOException {
        var user = accessTokens.get(parameters(body(exchange)).getOrDefault("token", ""));
        answer(exchange, 200, user == null ? "{\"active\":false}" : "{\"active\":true,\"username\":\"" + user + "\"}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parameters(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    private static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
