package io.keepwell.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The messenger in a customer's app: how large it is, how soon after its script it can be used in Chromium, and what the
/// program computes for many people who have it open, once while nobody says anything and once while all of them write
/// and are answered.
public final class LiveMessenger {

    private static final String TOKEN = "messenger-token-0123456789-0123456789-0123456789";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LOADS = 20;
    private static final Duration STILL_THERE = Duration.ofSeconds(45);

    /// Says when the button is there, presses it at once, and says when the messenger has opened by that.
    private static final String WATCH = """
            addEventListener('keepwell:open', () => { window.opened = performance.now(); });
            (function look() {
              const button = document.querySelector('keepwell-messenger')?.shadowRoot?.querySelector('.launch');
              if (button) {
                window.there = performance.now();
                button.click();
              } else {
                setTimeout(look, 1);
              }
            })();
            """;

    private static final String TIMES = """
            () => {
              const script = performance.getEntriesByType('resource').find((one) => one.name.endsWith('/messenger.js'));
              const session = performance.getEntriesByType('resource').find((one) => one.name.endsWith('/sessions'));
              return session && window.opened
                ? [window.there - script.responseEnd, window.opened - script.responseEnd, session.responseEnd - script.responseEnd]
                : null;
            }
            """;

    private final Path data;
    private final int port;
    private final HttpClient client;
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Process program;
    private HttpServer app;
    private String key = "";
    private byte[] secret = {};

    private LiveMessenger(Path data) throws IOException {
        this.data = data;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        program = start();
    }

    /// @param args an empty folder; where wanted how many people are there (200), and for how many seconds each (60).
    ///             The property `bench.chromium` names another Chromium than that of the machine
    public static void main(String[] args) throws Exception {
        if (args.length < 1 || args.length > 3) {
            System.err.println("bench/run io.keepwell.bench.LiveMessenger FOLDER [PEOPLE] [SECONDS]");
            System.exit(64);
        }
        int people = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 60;
        var messenger = new LiveMessenger(Path.of(args[0]).toAbsolutePath());
        try {
            messenger.open(new SinkSmtp().port());
            messenger.size();
            messenger.load();
            messenger.live(people, Duration.ofSeconds(seconds));
        } finally {
            messenger.program.destroy();
            messenger.program.waitFor();
        }
        System.exit(0);
    }

    private Process start() throws IOException {
        return Program.start(
                data,
                port,
                data.resolveSibling(data.getFileName() + ".log"),
                Map.of("KEEPWELL_ADMIN_EMAIL", "admin@bench.test", "KEEPWELL_ADMIN_TOKEN", TOKEN));
    }

    /// The company has an app, a messenger in it, and a mailbox whose letters go nowhere.
    private void open(int smtp) throws IOException, SQLException {
        try (var connection = Program.database(data);
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into mailbox (id, address, name, smtp_host, smtp_port, smtp_security, connected_at, created_at)
                    values (gen_random_uuid(), 'support@bench.test', 'The shop', '127.0.0.1', %d, 'none', now(), now())
                    """.formatted(smtp));
        }
        app = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        app.createContext("/", exchange -> {
            var page = """
                    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Accounts</title>
                    <script src="%s" data-key="%s" data-user-id="loader" data-user-hash="%s" defer></script></head>
                    <body><main><h1>Your accounts</h1></main></body></html>
                    """.formatted(uri("/messenger.js"), key, hash("loader")).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            try (var out = exchange.getResponseBody()) {
                out.write(page);
            }
        });
        app.start();
        var mailbox = api("GET", "/api/v1/mailboxes", null).path("items").path(0).path("id");
        var made = api("POST", "/api/v1/messenger/keys", "{'name':'App'}");
        key = made.path("publicKey").asString();
        secret = made.path("secret").asString().getBytes(StandardCharsets.UTF_8);
        api(
                "PATCH",
                "/api/v1/messenger",
                "{'enabled':true,'mailbox':'%s','title':'The shop','origins':['%s']}"
                        .formatted(mailbox.asString(), origin()));
    }

    private String origin() {
        return "http://127.0.0.1:" + app.getAddress().getPort();
    }

    private void size() throws IOException {
        System.out.printf(
                Locale.ROOT, "messenger.js: %,d bytes compressed (gzip), %,d as it is%n", bytes("gzip"), bytes("identity"));
    }

    private int bytes(String encoding) throws IOException {
        var request = HttpRequest.newBuilder(uri("/messenger.js")).header("Accept-Encoding", encoding);
        return send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    /// Every load in a fresh window, as of somebody who comes for the first time.
    private void load() throws IOException {
        var chromium = Stream.of(System.getProperty("bench.chromium", "/usr/bin/chromium"), "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("no Chromium: name it with -Dbench.chromium=… in BENCH_OPTIONS"));
        var times = new ArrayList<double[]>();
        try (var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")))) {
            // what was never run is compiled before it counts
            for (int i = -3; i < LOADS; i++) {
                var found = load(browser);
                if (i >= 0) {
                    times.add(found);
                }
            }
        }
        report("the button is there", times, 0);
        report("pressed at once, it has opened", times, 1);
        report("and knows who they are", times, 2);
    }

    private double[] load(Browser browser) {
        try (var window = browser.newContext()) {
            var page = window.newPage();
            page.addInitScript(WATCH);
            page.navigate(origin() + "/");
            page.waitForFunction("(" + TIMES + ")() !== null");
            var found = (List<?>) page.evaluate(TIMES);
            page.navigate("about:blank");
            return found.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
        }
    }

    private static void report(String what, List<double[]> times, int which) {
        var sorted = times.stream().mapToDouble(each -> each[which]).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s, after the last byte of the script: median %.0f ms, slowest %.0f ms of %d loads%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length - 1],
                sorted.length);
    }

    /// One person with an open messenger: listens, asks again whenever something has changed, and says now and then that
    /// they are still there, as the script does.
    private final class Person {

        private final String token;
        private volatile String conversation = "";

        Person(int n) throws IOException {
            var begun = json(messenger(
                    "POST",
                    "sessions",
                    null,
                    "{'key':'%s','userId':'person%d','hash':'%s'}".formatted(key, n, hash("person" + n))));
            token = begun.path("token").asString();
            Thread.startVirtualThread(this::listen);
            Thread.startVirtualThread(this::stay);
        }

        private void listen() {
            try (var lines = new BufferedReader(new InputStreamReader(
                    send(
                                    HttpRequest.newBuilder(uri("/messenger/v1/stream"))
                                            .header("Authorization", "Bearer " + token)
                                            .header("Accept", "text/event-stream")
                                            .header("Origin", origin()),
                                    HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8))) {
                connected.incrementAndGet();
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event:")) {
                        changed();
                    }
                }
            } catch (IOException e) {
                lost.incrementAndGet();
            }
        }

        private void changed() throws IOException {
            if (!conversation.isEmpty()) {
                messenger("GET", "conversations/" + conversation, token, null);
            }
            messenger("GET", "conversations", token, null);
            messenger("GET", "news?locale=en", token, null);
            asked.incrementAndGet();
        }

        private void stay() {
            try {
                while (true) {
                    messenger("POST", "presence", token, null);
                    pause(STILL_THERE);
                }
            } catch (IOException e) {
                lost.incrementAndGet();
            }
        }

        void says(String words) throws IOException {
            var said = json(messenger(
                    "POST",
                    "messages",
                    token,
                    conversation.isEmpty()
                            ? "{'clientId':'%s','text':'%s'}".formatted(UUID.randomUUID(), words)
                            : "{'clientId':'%s','text':'%s','conversation':'%s'}"
                                    .formatted(UUID.randomUUID(), words, conversation)));
            conversation = said.path("conversation").asString();
        }

        void isAnswered() throws IOException {
            api(
                    "POST",
                    "/api/v1/conversations/" + conversation + "/messages",
                    "{'type':'reply','text':'We look into it.'}");
        }
    }

    private void live(int many, Duration time) throws IOException {
        var people = new ArrayList<Person>();
        for (int i = 0; i < many; i++) {
            people.add(new Person(i));
            // as many as one address may bring in a minute
            pause(Duration.ofMillis(220));
        }
        while (connected.get() < many) {
            pause(Duration.ofMillis(100));
        }
        measure(many + " people, who say nothing", time, () -> pause(time));
        // each writes once and is answered once in that time, evenly spread
        var each = time.dividedBy(many);
        measure(many + " people, each writes once and is answered", time, () -> {
            long begin = System.nanoTime();
            for (int i = 0; i < many; i++) {
                people.get(i).says("Where is my card, number " + i + "?");
                people.get(i).isAnswered();
                pause(Duration.ofNanos(Math.max(0, begin + (i + 1) * each.toNanos() - System.nanoTime())));
            }
        });
        System.out.printf("memory of the program: %d MB; streams lost: %d%n", Processes.memory(program.pid()), lost.get());
    }

    private interface Deed {
        void run() throws IOException;
    }

    private void measure(String what, Duration time, Deed deed) throws IOException {
        int before = asked.get();
        long computed = Processes.cpu(program.pid());
        long database = Processes.databaseCpu(data);
        long begin = System.nanoTime();
        deed.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s, %.0f s (wanted %d): program %.3f of a core, database %.3f; asked again %d times; load %s%n",
                what,
                seconds,
                time.toSeconds(),
                (Processes.cpu(program.pid()) - computed) / 1e3 / seconds,
                (Processes.databaseCpu(data) - database) / 1e3 / seconds,
                asked.get() - before,
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private String hash(String userId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> messenger(String method, String path, String token, String body) throws IOException {
        var answer = call(method, "/messenger/v1/" + path, token, body);
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private JsonNode api(String method, String path, String body) throws IOException {
        var answer = call(method, path, TOKEN, body);
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    private HttpResponse<String> call(String method, String path, String token, String body) throws IOException {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (path.startsWith("/messenger")) {
            request.header("Origin", origin());
        }
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            return client.send(request.build(), handler);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
