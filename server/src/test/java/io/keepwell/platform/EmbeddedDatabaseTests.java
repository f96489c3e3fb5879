package io.keepwell.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class EmbeddedDatabaseTests {

    @TempDir
    Path data;

    @Test
    void writesToDiskAsksForAPasswordAndKeepsItsPort() throws Exception {
        String url;
        try (var database = EmbeddedDatabase.start(data)) {
            url = database.url();
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "select datcollate || datctype from pg_database where datname = 'postgres'"))
                    .doesNotContain("en_US");
            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
            ask(database, "create table kept as select 42 as answer");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres/password"))))
                .isEqualTo("rw-------");
        try (var again = EmbeddedDatabase.start(data)) {
            assertThat(again.url()).isEqualTo(url);
            assertThat(ask(again, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void adoptsTheServerThatOutlivedAKilledKeepwell() throws Exception {
        var holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseHolder.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = new BufferedReader(holder.inputReader())) {
            assertThat(output.lines().anyMatch("READY"::equals)).isTrue();
        }
        var before = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst();
        holder.destroyForcibly();
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (var adopted = EmbeddedDatabase.start(data)) {
            assertThat(ask(adopted, "select 1")).isEqualTo("1");
            assertThat(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                            .getFirst())
                    .isEqualTo(before);
        }
        assertThat(Files.exists(data.resolve("postgres/cluster/postmaster.pid")))
                .isFalse();
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (var result = statement.getResultSet()) {
                return result.next() ? result.getString(1) : "";
            }
        }
    }
}
