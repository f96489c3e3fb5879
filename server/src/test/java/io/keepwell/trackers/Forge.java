package io.keepwell.trackers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that speaks as a GitHub Enterprise Server (REST v3, 2022-11-28) and as a GitLab (v4) do, with one
/// repository `acme/app` and one project `acme/money/app`.
final class Forge implements AutoCloseable {

    static final long ID = 4711;
    static final Instant BEGAN = Instant.parse("2026-01-05T08:00:00Z");
    static final String TOKEN = "github_pat_0123456789abcdef";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern GITHUB = Pattern.compile("/api/v3/repos/acme/app(/issues(?:/(\\d+))?)?");
    private static final Pattern GITLAB = Pattern.compile("/api/v4/projects/acme%2Fmoney%2Fapp(/issues(?:/(\\d+))?)?");

    /// A call as it came.
    record Call(String method, String path, String query, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(it -> it.getKey().equalsIgnoreCase(name))
                    .map(it -> it.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /// An answer instead of the usual one.
    record Trick(int status, Map<String, String> headers, String body) {}

    /// An issue that lies here.
    record Issue(
            long number,
            String title,
            String body,
            String state,
            @Nullable String reason,
            Instant at) {}

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Issue> issues = new CopyOnWriteArrayList<>();
    private final Queue<Trick> tricks = new ConcurrentLinkedQueue<>();
    private volatile boolean silent;

    Forge() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String github() {
        return base() + "/acme/app";
    }

    String gitlab() {
        return base() + "/acme/money/app";
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    long posts() {
        return calls.stream().filter(call -> call.method().equals("POST")).count();
    }

    List<Issue> issues() {
        return List.copyOf(issues);
    }

    /// Puts an issue there that nobody of us has opened.
    long put(String title, String body) {
        return make(title, body).number();
    }

    private synchronized Issue make(String title, String body) {
        var issue =
                new Issue(issues.size() + 1, title, body, "open", null, BEGAN.plusSeconds(60L * (issues.size() + 1)));
        issues.add(issue);
        return issue;
    }

    /// Answers the next call that way.
    void next(int status, String body, String... headers) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            fields.put(headers[i], headers[i + 1]);
        }
        tricks.add(new Trick(status, fields, body));
    }

    /// Does what is asked for, and never says so.
    void fallsSilent(boolean silent) {
        this.silent = silent;
    }

    private void take(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        var trick = tricks.poll();
        if (trick != null) {
            trick.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            answer(exchange, trick.status(), trick.body());
            return;
        }
        var github = GITHUB.matcher(uri.getRawPath());
        var gitlab = GITLAB.matcher(uri.getRawPath());
        if (github.matches()) {
            github(exchange, github.group(1), github.group(2), body);
        } else if (gitlab.matches()) {
            gitlab(exchange, gitlab.group(1), gitlab.group(2), body);
        } else if (uri.getPath().equals("/api/v4/personal_access_tokens/self")) {
            answer(exchange, 200, "{\"id\":1,\"scopes\":[\"api\"]}");
        } else {
            answer(exchange, 404, "{\"message\":\"Not Found\"}");
        }
    }

    private void github(HttpExchange exchange, @Nullable String under, @Nullable String number, String body)
            throws IOException {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"message\":\"Bad credentials\",\"status\":\"401\"}");
        } else if (under == null) {
            answer(exchange, 200, "{\"id\":" + ID + ",\"full_name\":\"acme/app\",\"has_issues\":true}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            var asked = JSON.readTree(body);
            var made = make(asked.path("title").asString(), asked.path("body").asString());
            answer(exchange, 201, JSON.writeValueAsString(github(made)));
        } else if (number == null) {
            answer(
                    exchange,
                    200,
                    JSON.writeValueAsString(
                            page(exchange).stream().map(this::github).toList()));
        } else if (Integer.parseInt(number) > issues.size()) {
            answer(exchange, 404, "{\"message\":\"Not Found\",\"status\":\"404\"}");
        } else {
            answer(exchange, 200, JSON.writeValueAsString(github(issues.get(Integer.parseInt(number) - 1))));
        }
    }

    private void gitlab(HttpExchange exchange, @Nullable String under, @Nullable String number, String body)
            throws IOException {
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"))) {
            answer(exchange, 401, "{\"message\":\"401 Unauthorized\"}");
        } else if (under == null) {
            answer(exchange, 200, "{\"id\":" + ID + ",\"issues_access_level\":\"enabled\"}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            var asked = JSON.readTree(body);
            var made = make(
                    asked.path("title").asString(), asked.path("description").asString());
            answer(exchange, 201, JSON.writeValueAsString(gitlab(made)));
        } else if (number == null) {
            answer(
                    exchange,
                    200,
                    JSON.writeValueAsString(
                            page(exchange).stream().map(this::gitlab).toList()));
        } else if (Integer.parseInt(number) > issues.size()) {
            answer(exchange, 404, "{\"message\":\"404 Not found\"}");
        } else {
            answer(exchange, 200, JSON.writeValueAsString(gitlab(issues.get(Integer.parseInt(number) - 1))));
        }
    }

    /// The page that was asked for, the newest first.
    private List<Issue> page(HttpExchange exchange) {
        var query = exchange.getRequestURI().getQuery();
        int size = Integer.parseInt(query.replaceAll(".*per_page=(\\d+).*", "$1"));
        int page = query.matches(".*[?&]page=\\d+.*") || query.matches(".*&page=(\\d+)")
                ? Integer.parseInt(query.replaceAll(".*[&?]page=(\\d+).*", "$1"))
                : 1;
        return issues.reversed().stream()
                .skip((long) size * (page - 1))
                .limit(size)
                .toList();
    }

    Map<String, Object> github(Issue it) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", 900_000 + it.number());
        json.put("number", it.number());
        json.put("html_url", github() + "/issues/" + it.number());
        json.put("title", it.title());
        json.put("body", it.body());
        json.put("state", it.state());
        json.put("state_reason", it.reason());
        json.put("closed_at", it.state().equals("closed") ? it.at().toString() : null);
        json.put("updated_at", it.at().toString());
        return json;
    }

    Map<String, Object> gitlab(Issue it) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", 900_000 + it.number());
        json.put("iid", it.number());
        json.put("web_url", gitlab() + "/-/issues/" + it.number());
        json.put("title", it.title());
        json.put("description", it.body());
        json.put("state", it.state().equals("open") ? "opened" : it.state());
        json.put("closed_at", it.state().equals("closed") ? it.at().toString() : null);
        json.put("updated_at", it.at().toString());
        return json;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        if (silent) {
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        // without a length, so that it comes in chunks
        exchange.sendResponseHeaders(status, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
