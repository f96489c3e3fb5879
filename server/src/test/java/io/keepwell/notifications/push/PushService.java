package io.keepwell.notifications.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A push service as the makers of browsers run it, on this machine.
final class PushService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern VAPID = Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]+)");

    /// A message as it came.
    ///
    /// @param headers by name: encoding, TTL, topic, authorization
    record Taken(
            String path,
            byte[] body,
            @Nullable String encoding,
            @Nullable String ttl,
            @Nullable String topic,
            @Nullable String authorization) {

        /// What the browser reads.
        JsonNode read(PushBrowser browser) {
            return JSON.readTree(new String(browser.read(body), StandardCharsets.UTF_8));
        }

        /// What the sender states, once its signature was verified with the key it names (RFC 8292).
        JsonNode claims(String key) throws GeneralSecurityException {
            var parts = VAPID.matcher(String.valueOf(authorization));
            if (!parts.matches() || !parts.group(4).equals(key)) {
                throw new IllegalStateException("not signed by this key: " + authorization);
            }
            var verify = Signature.getInstance("SHA256withECDSAinP1363Format");
            verify.initVerify(PushCipher.key(bytes(key)));
            verify.update((parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII));
            if (!verify.verify(bytes(parts.group(3)))) {
                throw new IllegalStateException("the signature is wrong");
            }
            return JSON.readTree(new String(bytes(parts.group(2)), StandardCharsets.UTF_8));
        }

        private static byte[] bytes(String base64) {
            return Base64.getUrlDecoder().decode(base64);
        }
    }

    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 201;
    private volatile @Nullable String retryAfter;
    private volatile boolean silent;

    PushService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// An endpoint of its own for every name.
    String endpoint(String name) {
        return origin() + "/send/" + name;
    }

    List<Taken> taken(String name) {
        return taken.stream().filter(it -> it.path().equals("/send/" + name)).toList();
    }

    /// Answers so from now on.
    void answers(int status, @Nullable String retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /// Takes what comes and never answers.
    void fallsSilent(boolean silent) {
        this.silent = silent;
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        taken.add(new Taken(
                exchange.getRequestURI().getPath(),
                exchange.getRequestBody().readAllBytes(),
                headers.getFirst("Content-Encoding"),
                headers.getFirst("TTL"),
                headers.getFirst("Topic"),
                headers.getFirst("Authorization")));
        if (silent) {
            return;
        }
        if (retryAfter != null) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
