package io.keepwell.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.shared.ClockConfiguration;
import io.keepwell.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a backup holds, and every reason not to put one back.
class BackupTests {

    private static final Clock CLOCK = ClockConfiguration.ticking();
    private static final String SECRET = "a secret for tests only";

    @TempDir
    Path folder;

    private Path data;
    private Path file;
    private TestDatabase.Access database;

    @BeforeEach
    void fill() throws SQLException, IOException {
        data = Files.createDirectories(folder.resolve("data"));
        file = folder.resolve("backup.zip");
        database = TestDatabase.create();
        flyway(database).migrate();
        run(database, """
                insert into account (id, name, one_person, created_at)
                values ('00000000-0000-7000-8000-000000000001', E'Tab\\there, line\\nthere, \\\\ and 回复', true, now())
                """);
        run(database, "select nextval('conversation_number'), nextval('conversation_number')");
        new Blobs(settings(database, data)).put("a letter".getBytes(UTF_8));
    }

    @Test
    void putsEveryRowAndFileBackAsItWas() throws SQLException, IOException {
        assertThat(backup().code()).isZero();
        var other = TestDatabase.create();

        var said = restore(other, folder.resolve("other"), SECRET);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(ask(other, "select name from account")).isEqualTo("Tab\there, line\nthere, \\ and 回复");
        assertThat(ask(other, "select nextval('conversation_number')")).isEqualTo("1002");
        assertThat(blobs(folder.resolve("other"))).isEqualTo(blobs(data)).hasSize(1);
        assertThat(constraints(other))
                .as("keys, indexes and constraints are as the migrations made them")
                .isEqualTo(constraints(database));
        flyway(other).validate();
    }

    @Test
    void whatWaitedIsUncertainAndNothingLeavesUntilSomebodySaysSo() throws SQLException {
        run(database, """
                insert into outbox (id, channel, cause_key, subject_id, state, due_at, created_at, changed_at)
                select gen_random_uuid(), 'mail', state, gen_random_uuid(), state, now(), now(), now()
                  from unnest(array['queued', 'sending', 'handing-over', 'sent', 'failed']) state
                """);
        backup();
        var other = TestDatabase.create();

        restore(other, folder.resolve("other"), SECRET);

        assertThat(ask(other, "select string_agg(cause_key || '>' || state, ' ' order by cause_key) from outbox"))
                .isEqualTo("failed>failed handing-over>uncertain queued>uncertain sending>uncertain sent>sent");
        assertThat(ask(other, "select count(*) from installation where key = 'restored-from'"))
                .isEqualTo("1");
    }

    @Test
    void isNotPutBackOverWhatIsThere() throws IOException {
        backup();
        Files.createDirectories(folder.resolve("used/blobs"));

        var overFiles = restore(TestDatabase.create(), folder.resolve("used"), SECRET);
        var overRows = restore(database, folder.resolve("free"), SECRET);

        assertThat(overFiles.text()).contains("is not empty (blobs)").contains("KEEPWELL_DATA=");
        assertThat(overRows.text()).contains("The database is not empty");
        assertThat(List.of(overFiles.code(), overRows.code())).containsOnly(1);
    }

    @Test
    void isRefusedWhereItIsDamaged() throws IOException {
        backup();
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write(new byte[64]);
        }
        var damaged = restore(TestDatabase.create(), folder.resolve("a"), SECRET);
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        var half = restore(TestDatabase.create(), folder.resolve("b"), SECRET);

        assertThat(damaged.code()).isEqualTo(1);
        assertThat(half.code()).isEqualTo(1);
        assertThat(half.text()).contains("not whole");
    }

    @Test
    void saysThatAnotherSecretWasNeeded() throws SQLException {
        run(database, """
                insert into wrapped_key (purpose, wrapped, created_at)
                values ('data', decode(repeat('00', 60), 'hex'), now())
                """);
        backup();

        var said = restore(TestDatabase.create(), folder.resolve("other"), "another secret of some length");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("KEEPWELL_SECRET is not the one this backup was made with");
    }

    @Test
    void aNewerVersionsBackupIsLeftToThatVersion() throws SQLException {
        run(database, """
                insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                                                   execution_time, success)
                values (99999, '2099', 'later', 'SQL', 'platform/V2099__later.sql', 'test', 1, true)
                """);
        backup();

        var said = restore(TestDatabase.create(), folder.resolve("other"), SECRET);

        assertThat(said.text())
                .contains("made by a newer Keepwell")
                .contains("platform/V2099__later.sql")
                .contains("Put it back with the version that made it");
    }

    @Test
    void beforeTheTablesChangeEverythingIsBackedUp() throws SQLException {
        var archives = new Archives(access(database), settings(database, data), CLOCK);
        var upgrade = new UpgradeBackup(archives, settings(database, data));

        upgrade.migrate(flyway(database));
        assertThat(archives.all()).as("nothing changes").isEmpty();

        run(database, """
                delete from flyway_schema_history
                 where installed_rank = (select max(installed_rank) from flyway_schema_history
                                          where script = 'backup/V202611220190__backup_plan.sql')
                """);
        run(database, "drop table backup_plan");
        upgrade.migrate(flyway(database));

        assertThat(archives.all()).singleElement().satisfies(archive -> {
            assertThat(archive.reason()).isEqualTo("upgrade");
            assertThat(archive.bytes()).isPositive();
        });
    }

    private record Said(int code, String text) {}

    private Said backup() {
        return run(command -> command.backup(arguments(database, data, SECRET, file.toString())));
    }

    private Said restore(TestDatabase.Access into, Path folder, String secret) {
        return run(command -> command.restore(arguments(into, folder, secret, file.toString())));
    }

    private interface Call {
        int on(BackupCommand command);
    }

    private static Said run(Call call) {
        var text = new ByteArrayOutputStream();
        int code = call.on(new BackupCommand(new PrintStream(text, true, UTF_8), CLOCK));
        return new Said(code, text.toString(UTF_8));
    }

    private static String[] arguments(TestDatabase.Access database, Path data, String secret, String file) {
        return new String[] {
            file,
            "--keepwell.data=" + data,
            "--keepwell.secret=" + secret,
            "--keepwell.db.url=" + database.url(),
            "--keepwell.db.user=" + database.user(),
            "--keepwell.db.password=" + database.password()
        };
    }

    private static KeepwellSettings settings(TestDatabase.Access database, Path data) {
        return CommandSettings.read(arguments(database, data, SECRET, "--keepwell.demo=false"));
    }

    private static DatabaseAccess access(TestDatabase.Access database) {
        return new DatabaseAccess(database.url(), database.user(), database.password(), null);
    }

    private static Flyway flyway(TestDatabase.Access database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load();
    }

    private static List<String> blobs(Path data) throws IOException {
        try (var files = Files.walk(data.resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static String constraints(TestDatabase.Access database) throws SQLException {
        return ask(database, """
                select string_agg(def, E'\\n' order by def)
                  from (select pg_get_constraintdef(oid) || conname as def from pg_constraint
                         where connamespace = current_schema()::regnamespace
                        union all
                        select indexdef from pg_indexes where schemaname = current_schema()) all_of_them
                """);
    }

    private static void run(TestDatabase.Access database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(TestDatabase.Access database, String sql) throws SQLException {
        var answers = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return String.join("|", answers);
    }
}
