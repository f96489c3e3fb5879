package io.keepwell.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one PostgreSQL of a test run. `KEEPWELL_TEST_DB_URL`, `_USER` and `_PASSWORD` name another server (a
/// role that may create databases); absent, the embedded one is started once. Every caller of `create` gets
/// a database of its own.
public final class TestDatabase {

    /// A fresh, empty database.
    ///
    /// @param url      JDBC address
    /// @param user     role
    /// @param password its password
    public record Access(String url, String user, String password) {}

    private static @Nullable Access server;

    private TestDatabase() {}

    /// Makes an empty database.
    public static synchronized Access create() {
        var on = server();
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(on.url(), on.user(), on.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database could not be made", e);
        }
        return new Access(on.url().replaceAll("/[^/?]*(\\?.*)?$", "/" + name), on.user(), on.password());
    }

    private static Access server() {
        var known = server;
        if (known == null) {
            var url = System.getenv("KEEPWELL_TEST_DB_URL");
            known = url != null && !url.isBlank()
                    ? new Access(url, environment("KEEPWELL_TEST_DB_USER"), environment("KEEPWELL_TEST_DB_PASSWORD"))
                    : startEmbedded();
            server = known;
        }
        return known;
    }

    private static String environment(String name) {
        var value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static Access startEmbedded() {
        try {
            Path folder = Files.createTempDirectory("keepwell-test-db");
            var postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.resolve("program").toFile())
                    .setDataDirectory(folder.resolve("cluster"))
                    .setServerConfig("max_connections", "200")
                    .setRegisterShutdownHook(false)
                    .start();
            var access = new Access(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, access)));
            return access;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The applications under test close in hooks of their own: the server goes when the last of them has gone.
    private static void stop(EmbeddedPostgres postgres, Access access) {
        try (var connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement()) {
            for (int i = 0; i < 24; i++) {
                try (var others = statement.executeQuery(
                        "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'")) {
                    if (others.next() && others.getInt(1) == 0) {
                        break;
                    }
                }
                Thread.sleep(250);
            }
        } catch (SQLException e) {
            System.err.println("The test database was gone already: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
