package io.keepwell.platform;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.NestedExceptionUtils;

/// `./keepwell backup [FILE]` and `./keepwell restore FILE`. A backup can be made whether Keepwell runs or
/// not; a restore needs a data folder and a database that hold nothing yet. Like the launcher they speak
/// English.
public final class BackupCommand {

    private static final String UNFINISHED = EmbeddedDatabase.UNFINISHED_RESTORE;

    private final PrintStream out;
    private final Clock clock;

    /// @param out where it is said what is done
    public BackupCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /// Makes a backup.
    ///
    /// @param arguments the file to make (by default one in `backups/` of the data folder), and settings
    /// @return 0 when it is there, else 1
    public int backup(String... arguments) {
        return said(() -> {
            var settings = CommandSettings.read(settings(arguments));
            var named = files(arguments);
            var now = clock.instant();
            var target = named.isEmpty()
                    ? Archives.folder(settings.data()).resolve(Archives.name(now, "asked"))
                    : Path.of(named.getFirst());
            try (var database = reach(settings, false);
                    var connection = database.open()) {
                var contents = new ArchiveWriter(settings.data()).write(connection, target, "asked", now, this::tell);
                out.printf(
                        "The backup is %s: %,d rows, %,d files, %s.%n",
                        target, contents.rows(), contents.files(), size(Files.size(target)));
                out.println(
                        contents.key()
                                ? "It holds the key that opens every password in it: keep it where nobody else can read it."
                                : "The passwords in it open with your KEEPWELL_SECRET only: keep that too, somewhere else.");
            }
        });
    }

    /// Puts a backup back.
    ///
    /// @param arguments the file, and settings
    /// @return 0 when everything is there, else 1
    public int restore(String... arguments) {
        return said(() -> {
            var named = files(arguments);
            if (named.isEmpty()) {
                throw new ArchiveReader.Unusable("Say which backup: ./keepwell restore FILE");
            }
            var settings = CommandSettings.read(settings(arguments));
            try (var archive = ArchiveReader.open(Path.of(named.getFirst()))) {
                restore(archive, settings);
            }
        });
    }

    private void restore(ArchiveReader archive, KeepwellSettings settings) throws Exception {
        var data = settings.data().toAbsolutePath().normalize();
        for (var used : List.of("postgres", "blobs", Keys.FILE, UNFINISHED)) {
            if (Files.exists(data.resolve(used))) {
                throw new ArchiveReader.Unusable("The data folder " + data + " is not empty (" + used
                        + "). Put the backup into a new one: KEEPWELL_DATA=/some/other/folder ./keepwell restore ...");
            }
        }
        var secret = settings.secret() == null || settings.secret().isBlank() ? null : settings.secret();
        boolean ownKey = secret == null && archive.contents().key() && !settings.externalDatabase();
        if (secret == null && !ownKey) {
            throw new ArchiveReader.Unusable(
                    archive.contents().key()
                            ? "With your own database Keepwell needs KEEPWELL_SECRET. The secret of this backup is the text of "
                                    + Keys.FILE + " in it: unzip -p FILE " + Keys.FILE
                            : "This backup opens with the KEEPWELL_SECRET of the Keepwell it came from only. Give that.");
        }
        archive.verify();
        out.printf("The backup is of %s.%n", archive.contents().madeAt());
        Files.createDirectories(data);
        Files.writeString(
                data.resolve(UNFINISHED),
                "A backup was being put back here and that did not end. Remove this folder.\n");
        if (ownKey) {
            PrivateFiles.write(data.resolve(Keys.FILE), archive.key());
        }
        try (var database = reach(settings, true)) {
            try (var connection = database.open()) {
                if (!new DatabaseCopy(connection)
                        .strings(
                                "select relname from pg_class where relnamespace = current_schema()::regnamespace limit 1")
                        .isEmpty()) {
                    Files.delete(data.resolve(UNFINISHED));
                    throw new ArchiveReader.Unusable(
                            "The database is not empty. Put the backup into a new one: createdb keepwell_restored");
                }
            }
            archive.makeTables(database.getJdbcUrl(), database.getUsername(), database.getPassword());
            try (var connection = database.open()) {
                archive.fill(connection, this::tell);
                var wrapped = wrapped(connection);
                var opening = secret == null ? archive.key() : secret;
                if (!wrapped.stream().allMatch(key -> Keys.opens(opening, key))) {
                    throw new ArchiveReader.Unusable(
                            "KEEPWELL_SECRET is not the one this backup was made with. Remove " + data
                                    + (settings.externalDatabase() ? " and the tables" : "")
                                    + " and try again with that.");
                }
            }
            tell("files", archive.files(new Blobs(settings)));
        }
        Files.delete(data.resolve(UNFINISHED));
        out.printf("Everything is back in %s. Start it: KEEPWELL_DATA=%s ./keepwell start%n", data, data);
        out.println("It sends nothing and fetches nothing until an administrator says so on the page.");
    }

    private static List<byte[]> wrapped(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select wrapped from wrapped_key")) {
            var keys = new ArrayList<byte[]>();
            while (rows.next()) {
                keys.add(rows.getBytes(1));
            }
            return keys;
        }
    }

    /// The database of these settings; the embedded one is started where it does not run, and left alone where it does.
    private static DatabaseAccess reach(KeepwellSettings settings, boolean restoring) throws IOException {
        var db = settings.db();
        if (db.url() != null && !db.url().isBlank()) {
            return new DatabaseAccess(
                    db.url(), db.user() == null ? "" : db.user(), db.password() == null ? "" : db.password(), null);
        }
        var data = settings.data().toAbsolutePath().normalize();
        var home = data.resolve("postgres");
        if (!restoring && !Files.exists(home)) {
            throw new ArchiveReader.Unusable(
                    "There is nothing in " + data + " yet. KEEPWELL_DATA names the folder to take.");
        }
        if (Files.exists(home.resolve("cluster/postmaster.pid")) && Files.exists(home.resolve("secured"))) {
            int port = Integer.parseInt(Files.readString(home.resolve("port")).strip());
            if (answers(port)) {
                return new DatabaseAccess(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        "postgres",
                        Files.readString(home.resolve("password")).strip(),
                        null);
            }
        }
        var embedded = restoring ? EmbeddedDatabase.startToRestore(data) : EmbeddedDatabase.start(data);
        return new DatabaseAccess(embedded.url(), embedded.user(), embedded.password(), embedded);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private int said(Work work) {
        try {
            work.run();
            return 0;
        } catch (ArchiveReader.Unusable e) {
            out.println(e.getMessage());
        } catch (Exception e) {
            out.println("That did not work out: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
        return 1;
    }

    private void tell(String what, long count) {
        if (count > 0) {
            out.printf("  %-28s %,12d%n", what, count);
        }
    }

    private static List<String> files(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
    }

    private static String[] settings(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--"))
                .toArray(String[]::new);
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? bytes / 1000 + " kB" : "%.1f MB".formatted(bytes / 1e6);
    }
}
