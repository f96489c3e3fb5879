package io.keepwell.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL server that comes with Keepwell, in the data folder. It writes to disk before it says yes, asks for a
/// password, keeps its port, and where it outlived a killed Keepwell it is adopted.
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int ATTEMPTS = 5;

    /// Lies in a data folder that a backup is being put back into.
    static final String UNFINISHED_RESTORE = "restore-unfinished";

    private final EmbeddedPostgres server;
    private final int port;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /// Starts the server of this data folder, or adopts the one that already runs from it.
    ///
    /// @param data the data folder; `postgres/` below it belongs to the server
    static EmbeddedDatabase start(Path data) {
        if (Files.exists(data.resolve(UNFINISHED_RESTORE))) {
            throw new IllegalStateException("A backup was being put back into " + data
                    + " and that did not end. Remove that folder and put the backup back once more.");
        }
        return startToRestore(data);
    }

    /// The same for a folder that a backup is being put back into.
    static EmbeddedDatabase startToRestore(Path data) {
        try {
            var home = Files.createDirectories(data.toAbsolutePath().normalize().resolve("postgres"));
            var cluster = home.resolve("cluster");
            var password = password(home.resolve("password"));
            var rules = home.resolve("pg_hba.conf");
            boolean secured = Files.exists(home.resolve("secured"));
            write(rules, secured ? rule("scram-sha-256") : rule("trust"));
            int port = port(home.resolve("port"), cluster);
            var server = start(home, cluster, rules, port, secured ? password : null);
            if (!secured) {
                secure(port, password, rules);
                write(home.resolve("secured"), "");
            }
            log.info("Embedded PostgreSQL runs on port {} out of the data folder", port);
            return new EmbeddedDatabase(server, port, password);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database did not start: " + e.getMessage(), e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    String user() {
        return "postgres";
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static EmbeddedPostgres start(Path home, Path cluster, Path rules, int port, @Nullable String password)
            throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        Files.createDirectories(home.resolve("program")).toFile())
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(30))
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                // the library's own defaults are made for tests and lose data
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "60")
                // the machine's own cache is as near as a disk ever was; see the decision on PostgreSQL's settings
                .setServerConfig("random_page_cost", "1.1")
                .setServerConfig("shared_buffers", sharedBuffers())
                .setServerConfig("work_mem", "8MB")
                .setServerConfig("jit", "off")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("hba_file", rules.toString());
        if (password != null) {
            builder.setConnectConfig("password", password);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return builder.start();
            } catch (IOException | IllegalStateException e) {
                // right after a crash the old server may still be leaving
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.warn("Embedded PostgreSQL is not up yet, attempt {} of {}", attempt, ATTEMPTS);
                pause();
            }
        }
    }

    /// A sixteenth of the machine's memory within bounds: what is beyond lies in the machine's own cache as well.
    private static String sharedBuffers() {
        var machine = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return Math.clamp(machine.getTotalMemorySize() >> 24, 64, 256) + "MB";
    }

    private static void pause() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sets the password while only local processes can reach the server, then asks everybody for it.
    private static void secure(int port, String password, Path rules) throws IOException {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("set password_encryption = 'scram-sha-256'");
            statement.execute("alter role postgres password '" + password + "'");
            write(rules, rule("scram-sha-256"));
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("The password of the embedded database could not be set", e);
        }
    }

    private static String rule(String method) {
        return "host all all 127.0.0.1/32 " + method + "\nhost all all ::1/128 " + method + "\n";
    }

    private static int port(Path file, Path cluster) throws IOException {
        if (Files.exists(file)) {
            int port = Integer.parseInt(Files.readString(file).strip());
            if (Files.exists(cluster.resolve("postmaster.pid")) || free(port)) {
                return port;
            }
            log.warn("Port {} of the embedded database is taken by another program; another port is chosen", port);
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write(file, Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        var password = HexFormat.of().formatHex(random);
        PrivateFiles.write(file, password);
        return password;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            // the server may run under another user id than we do: it must be able to read its rules
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
