package io.keepwell.testing;

import io.keepwell.Keepwell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// Keepwell as a process of its own that can be killed and started again on the same data.
public final class KeepwellProcess implements AutoCloseable {

    /// What protects the keys of every such process.
    public static final String SECRET = "a secret for tests only";

    private final TestDatabase.@Nullable Access database;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private KeepwellProcess(Path folder, int port, TestDatabase.@Nullable Access database) {
        this.database = database;
        this.folder = folder;
        this.port = port;
    }

    /// Starts it on an empty database and an empty data folder, with the first administrator of `FreshInstallation`.
    public static KeepwellProcess start() {
        return start(folder(), TestDatabase.create());
    }

    /// Starts it with the embedded database, on what is in a data folder.
    ///
    /// @param folder the folder above the data folder `data`
    public static KeepwellProcess embedded(Path folder) {
        return start(folder, null);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("keepwell-process");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeepwellProcess start(Path folder, TestDatabase.@Nullable Access database) {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var started = new KeepwellProcess(folder, free.getLocalPort(), database);
            free.close();
            started.run();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /// The external database.
    public TestDatabase.Access database() {
        return Objects.requireNonNull(database);
    }

    /// Its data folder.
    public Path data() {
        return folder.resolve("data");
    }

    public Api api() {
        return new Api(url(), FreshInstallation.ADMIN_TOKEN);
    }

    /// What the process has printed so far.
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `kill -9`.
    public void kill() {
        var running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            running.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    /// Starts it, again on the same data, and waits until it is ready.
    public void run() {
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Keepwell.class.getName()));
        var environment = builder.environment();
        environment.put("KEEPWELL_PORT", Integer.toString(port));
        environment.put("KEEPWELL_DATA", data().toString());
        if (database != null) {
            environment.put("KEEPWELL_DB_URL", database.url());
            environment.put("KEEPWELL_DB_USER", database.user());
            environment.put("KEEPWELL_DB_PASSWORD", database.password());
        }
        environment.put("KEEPWELL_SECRET", SECRET);
        environment.put("KEEPWELL_PUSH_PRIVATE_NETWORK", "true");
        environment.put("KEEPWELL_ADMIN_EMAIL", FreshInstallation.ADMIN_EMAIL);
        environment.put("KEEPWELL_ADMIN_PASSWORD", FreshInstallation.ADMIN_PASSWORD);
        environment.put("KEEPWELL_ADMIN_TOKEN", FreshInstallation.ADMIN_TOKEN);
        try {
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("Keepwell to be ready")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(250))
                .until(this::ready);
    }

    /// Asks it to end, and waits: the embedded database ends with it.
    public void stop() {
        var running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            running.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    @Override
    public void close() {
        if (database == null) {
            stop();
        }
        kill();
    }

    private boolean ready() throws InterruptedException {
        var running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("Keepwell ended while it started:\n" + log());
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(url() + "/healthz"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
