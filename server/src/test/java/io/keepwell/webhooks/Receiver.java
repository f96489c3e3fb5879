package io.keepwell.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A program that takes webhooks, as others would write it.
final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A call as it came.
    record Call(String body, String signature, Map<String, List<String>> headers) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String id() {
            return json().path("id").asString();
        }

        String type() {
            return json().path("type").asString();
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile boolean silent;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> of(String type) {
        return calls.stream().filter(call -> call.type().equals(type)).toList();
    }

    /// Answers so from now on.
    void answers(int status) {
        this.status = status;
    }

    /// Takes what comes and never answers.
    void fallsSilent(boolean silent) {
        this.silent = silent;
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var signature = exchange.getRequestHeaders().getFirst("Keepwell-Signature");
        calls.add(new Call(body, signature == null ? "" : signature, Map.copyOf(exchange.getRequestHeaders())));
        if (silent) {
            return;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
