package io.keepwell.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// The doctor's look at the database, the embedded or the external one, and, where it answers, at what the modules keep
/// in it.
final class DatabaseExamination {

    private static final int OLDEST = 15;
    private static final int PATIENCE_SECONDS = 5;

    private final KeepwellSettings settings;
    private final List<Examination> examinations;
    private final List<Finding> findings = new ArrayList<>();

    DatabaseExamination(KeepwellSettings settings, List<Examination> examinations) {
        this.settings = settings;
        this.examinations = examinations;
    }

    List<Finding> findings() {
        if (settings.externalDatabase()) {
            external();
        } else {
            embedded();
        }
        return findings;
    }

    // --- the external one

    private void external() {
        if (settings.secret() == null || settings.secret().isBlank()) {
            findings.add(Finding.wrong(
                    "With your own database Keepwell needs KEEPWELL_SECRET, which protects the passwords in it.",
                    "KEEPWELL_SECRET=$(openssl rand -hex 32)    (keep it: the same on every start)"));
        }
        var url = String.valueOf(settings.db().url());
        var parsed = Driver.parseURL(url, null);
        if (parsed == null) {
            findings.add(Finding.wrong(
                    "KEEPWELL_DB_URL is no address of a PostgreSQL database.",
                    "KEEPWELL_DB_URL=jdbc:postgresql://db.example.org:5432/keepwell"));
            return;
        }
        var host = String.valueOf(PGProperty.PG_HOST.getOrDefault(parsed)).split(",")[0];
        int port = Integer.parseInt(
                String.valueOf(PGProperty.PG_PORT.getOrDefault(parsed)).split(",")[0]);
        if (!answers(host, port)) {
            findings.add(Finding.wrong(
                    "The database server does not answer at %s, port %d.".formatted(host, port),
                    "nc -vz %s %d    (is it running, is the name right, does a firewall stand between?)"
                            .formatted(host, port)));
            return;
        }
        try (var connection = open(url, settings.db().user(), settings.db().password())) {
            version(connection, "Your database answers: PostgreSQL %s.");
            if (!isLoopback(host) && !encrypted(connection)) {
                findings.add(Finding.look(
                        "What is said between Keepwell and the database on " + host + " can be read on the way.",
                        "add ?sslmode=verify-full to KEEPWELL_DB_URL"));
            }
            tables(connection);
        } catch (SQLException e) {
            findings.add(refusal(e));
        }
    }

    private static Finding refusal(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01", "28000" ->
                Finding.wrong(
                        "The database does not accept KEEPWELL_DB_USER with KEEPWELL_DB_PASSWORD: " + e.getMessage(),
                        "psql -c '\\password keepwell'    (then the same in KEEPWELL_DB_PASSWORD)");
            case "3D000" ->
                Finding.wrong("There is no such database: " + e.getMessage(), "createdb --owner=keepwell keepwell");
            case "53300" ->
                Finding.wrong("The database has no connection left: " + e.getMessage(), "raise max_connections there");
            default ->
                Finding.wrong("The database refuses the connection: " + e.getMessage(), "look at KEEPWELL_DB_URL");
        };
    }

    // --- the embedded one

    private void embedded() {
        if (!"linux amd64".equals(platform())) {
            findings.add(Finding.wrong(
                    "The embedded database is only there for Linux on x86-64, and this is " + platform() + ".",
                    "KEEPWELL_DB_URL=jdbc:postgresql://localhost:5432/keepwell KEEPWELL_DB_USER=... ./keepwell start"));
            return;
        }
        if ("root".equals(System.getProperty("user.name")) && !mayUnshare()) {
            findings.add(Finding.wrong(
                    "The embedded database does not run as root in this container.",
                    "su nobody -s /bin/bash    (any other user), then ./keepwell start"));
        }
        var home = settings.data().toAbsolutePath().normalize().resolve("postgres");
        var portFile = home.resolve("port");
        if (!Files.exists(portFile)) {
            findings.add(Finding.ok("The embedded database will be made on the first start."));
            return;
        }
        try {
            int port = Integer.parseInt(Files.readString(portFile).strip());
            boolean leftRunning = Files.exists(home.resolve("cluster/postmaster.pid"));
            if (!answers("127.0.0.1", port)) {
                findings.add(
                        leftRunning
                                ? Finding.ok(
                                        "The embedded database was not stopped properly; it mends itself on the next start.")
                                : Finding.ok("The embedded database is there and not running; its port %d is free."
                                        .formatted(port)));
            } else if (!leftRunning) {
                findings.add(Finding.look(
                        "Another program uses port %d of the embedded database; another port is chosen on the next start."
                                .formatted(port),
                        "ss -ltnp 'sport = :%d'".formatted(port)));
            } else {
                running(port, home);
            }
        } catch (IOException e) {
            findings.add(
                    Finding.wrong("The embedded database cannot be looked at: " + e.getMessage(), "ls -l " + home));
        }
    }

    private void running(int port, Path home) throws IOException {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection =
                open(url, "postgres", Files.readString(home.resolve("password")).strip())) {
            version(connection, "The embedded database runs on port " + port + ": PostgreSQL %s.");
            tables(connection);
        } catch (SQLException e) {
            findings.add(Finding.wrong(
                    "The embedded database does not let us in: " + e.getMessage(),
                    "ls -l " + home.resolve("password")));
        }
    }

    private static String platform() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT) + " " + System.getProperty("os.arch");
    }

    /// PostgreSQL does not run as root; the embedded one steps into a user namespace, which some containers refuse.
    private static boolean mayUnshare() {
        try {
            return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // --- both

    private void version(Connection connection, String sentence) throws SQLException {
        var data = connection.getMetaData();
        if (data.getDatabaseMajorVersion() < OLDEST) {
            findings.add(Finding.wrong(
                    "The database is PostgreSQL %s; Keepwell needs %d or newer."
                            .formatted(data.getDatabaseProductVersion(), OLDEST),
                    "move it to a newer server: https://www.postgresql.org/docs/current/upgrading.html"));
        } else {
            findings.add(Finding.ok(sentence.formatted(data.getDatabaseProductVersion())));
        }
    }

    private void tables(Connection connection) throws SQLException {
        if (!"UTF8".equals(text(connection, "show server_encoding"))) {
            findings.add(Finding.wrong(
                    "The database does not keep every letter (its encoding is not UTF8).",
                    "createdb --encoding=UTF8 --template=template0 keepwell"));
        }
        if (!"t".equals(text(connection, "select has_schema_privilege(current_schema(), 'create')"))) {
            findings.add(Finding.wrong(
                    "The database user may not make tables.",
                    "psql -c 'grant create, usage on schema public to keepwell'"));
        }
        if (text(connection, "select to_regclass('flyway_schema_history')") == null) {
            findings.add(Finding.ok("The database is empty; the tables are made on the first start."));
            return;
        }
        var broken = text(connection, "select max(description) from flyway_schema_history where not success");
        if (broken != null) {
            findings.add(Finding.wrong(
                    "The change \"" + broken + "\" of the tables did not go through.",
                    "./keepwell start    (the log says why)"));
            return;
        }
        for (var examination : examinations) {
            findings.addAll(examination.examine(connection));
        }
    }

    private static boolean encrypted(Connection connection) throws SQLException {
        return "t".equals(text(connection, "select ssl from pg_stat_ssl where pid = pg_backend_pid()"));
    }

    private static @Nullable String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static Connection open(String url, @Nullable String user, @Nullable String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user == null ? "" : user);
        properties.setProperty("password", password == null ? "" : password);
        properties.setProperty("connectTimeout", Integer.toString(PATIENCE_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(PATIENCE_SECONDS));
        properties.setProperty("readOnly", "true");
        return DriverManager.getConnection(url, properties);
    }

    private static boolean answers(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_SECONDS * 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
