package io.keepwell.bench;

import io.keepwell.Keepwell;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The program as a process of its own, with the heap of the launcher, and its embedded database.
final class Program {

    private static final int PATIENCE_SECONDS = 300;

    private Program() {}

    /// Starts it and waits until it is ready, five minutes at most; the property `bench.jvm` names further options of
    /// its JVM.
    ///
    /// @param data     its data folder, made where it is missing
    /// @param log      where its words go
    /// @param settings environment variables beside folder and port
    /// @throws IOException where it was not ready in time
    static Process start(Path data, int port, Path log, Map<String, String> settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(Arrays.stream(System.getProperty("bench.jvm", "").split(" "))
                .filter(option -> !option.isBlank())
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Keepwell.class.getName()));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(settings);
        builder.environment().put("KEEPWELL_DATA", data.toString());
        builder.environment().put("KEEPWELL_PORT", Integer.toString(port));
        Files.createDirectories(data);
        var process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var client = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz"))
                    .build();
            for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
                try {
                    if (client.send(health, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return process;
                    }
                } catch (IOException e) {
                    // not up yet
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        process.destroy();
        throw new IOException("Keepwell did not start, see " + log);
    }

    /// A connection to the database in a data folder.
    static Connection database(Path data) throws IOException, SQLException {
        var home = data.resolve("postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + Files.readString(home.resolve("port")).strip() + "/postgres",
                "postgres",
                Files.readString(home.resolve("password")).strip());
    }
}
