package io.keepwell.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads a backup, and puts it back into an empty database and an empty data folder.
final class ArchiveReader implements AutoCloseable {

    /// Why a backup cannot be put back, in words for whoever asked.
    static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    private final ZipFile zip;
    private final ArchiveContents contents;

    private ArchiveReader(ZipFile zip, ArchiveContents contents) {
        this.zip = zip;
        this.contents = contents;
    }

    /// Opens a backup.
    ///
    /// @throws Unusable where it is none, or not whole
    static ArchiveReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Unusable("There is no file " + file + ".");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new Unusable(file + " is no backup of Keepwell, or not whole: " + e.getMessage());
        }
        try {
            var entry = zip.getEntry(ArchiveContents.ENTRY);
            if (entry == null) {
                throw new Unusable(file + " is no backup of Keepwell: it does not say what is in it.");
            }
            try (var in = zip.getInputStream(entry)) {
                var contents = JsonMapper.shared().readValue(in, ArchiveContents.class);
                if (contents.format() != ArchiveContents.FORMAT) {
                    throw new Unusable(file + " was made by a newer Keepwell. Put it back with that version.");
                }
                return new ArchiveReader(zip, contents);
            } catch (JacksonException e) {
                throw new Unusable(file + " says about itself what nobody understands: " + e.getOriginalMessage());
            }
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    ArchiveContents contents() {
        return contents;
    }

    /// Makes the tables as they were, by the very migrations that had made them.
    void makeTables(String url, String user, String password) throws IOException {
        var scripts = Files.createTempDirectory("keepwell-restore");
        try {
            for (var migration : contents.migrations()) {
                var resource = new ClassPathResource("db/migration/" + migration.script());
                if (!resource.exists()) {
                    throw new Unusable(
                            "The backup was made by a newer Keepwell, or another one: this one does not know the change "
                                    + migration.script() + ". Put it back with the version that made it.");
                }
                var file = scripts.resolve(migration.script()).normalize();
                if (!file.startsWith(scripts)) {
                    throw new Unusable("The backup names a change outside of Keepwell: " + migration.script());
                }
                Files.createDirectories(file.getParent());
                try (var in = resource.getInputStream()) {
                    Files.copy(in, file);
                }
            }
            Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("filesystem:" + scripts)
                    .outOfOrder(true)
                    .load()
                    .migrate();
        } finally {
            FileSystemUtils.deleteRecursively(scripts);
        }
    }

    /// Puts the rows back, all or none.
    void fill(Connection connection, ArchiveWriter.Progress progress) throws SQLException, IOException {
        connection.setAutoCommit(false);
        var copy = new DatabaseCopy(connection);
        var back = copy.bare(copy.tables());
        for (var table : contents.tables()) {
            try (var in = entry(table.entry())) {
                long rows = copy.in(table, in);
                if (rows != table.rows()) {
                    throw new Unusable("The backup is damaged: table " + table.name() + " has " + rows + " rows of "
                            + table.rows() + ".");
                }
                progress.done(table.name(), rows);
            }
        }
        for (var statement : back) {
            copy.run(statement);
        }
        for (var sequence : contents.sequences()) {
            copy.set(sequence);
        }
        // what waited may have left after the snapshot; and whoever had picked work up is not there any more
        copy.run("update outbox set state = 'uncertain', last_error = '" + Stillness.REASON + "'"
                + " where state in ('queued', 'sending', 'handing-over')");
        copy.run("delete from installation where key like 'restored-%'");
        copy.run("insert into installation (key, value) values ('" + Stillness.RESTORED + "', '" + contents.madeAt()
                + "')");
        copy.run("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked");
        connection.commit();
        connection.setAutoCommit(true);
        copy.run("analyze");
    }

    /// Puts the stored files back, each proved by its name.
    ///
    /// @return how many
    long files(Blobs blobs) throws IOException {
        long count = 0;
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            if (entry.getName().startsWith("blobs/")) {
                var name = entry.getName().substring("blobs/".length());
                try (var in = zip.getInputStream(entry)) {
                    if (!blobs.put(in).digest().equals(name)) {
                        throw new Unusable("The backup is damaged: the stored file " + name + " is not what it was.");
                    }
                }
                count++;
            }
        }
        if (count != contents.files()) {
            throw new Unusable("The backup is damaged: it has " + count + " stored files of " + contents.files() + ".");
        }
        return count;
    }

    /// The key file that lies in it.
    ///
    /// @throws Unusable where there is none
    String key() throws IOException {
        try (var in = entry(Keys.FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /// Reads everything once, to know that it can be read.
    void verify() throws IOException {
        var buffer = new byte[1 << 16];
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            // the checksum of every entry is compared at its end
            try (var in = zip.getInputStream(entries.nextElement())) {
                while (in.read(buffer) >= 0) {
                    continue;
                }
            }
        }
    }

    private InputStream entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new Unusable("The backup is damaged: " + name + " is missing.");
        }
        return new FilterInputStream(zip.getInputStream(entry)) {};
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
