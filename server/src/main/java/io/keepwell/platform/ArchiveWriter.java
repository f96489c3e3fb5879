package io.keepwell.platform;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// Writes a backup: the database as of one instant, then the stored files, then the key, into one ZIP.
/// Whatever a row of the snapshot names was on disk before that row, so the files are taken last; what
/// removes files waits meanwhile.
final class ArchiveWriter {

    /// Said to whoever waits, such as the console.
    interface Progress {
        void done(String what, long count);
    }

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path data;

    /// @param data the data folder
    ArchiveWriter(Path data) {
        this.data = data.toAbsolutePath().normalize();
    }

    /// Writes the archive. Until it is whole it has the name `TARGET.part`.
    ///
    /// @param connection a connection of its own, closed by the caller
    /// @param target     the file to make
    /// @param reason     `asked`, `nightly` or `upgrade`
    ArchiveContents write(Connection connection, Path target, String reason, Instant now, Progress progress)
            throws SQLException, IOException {
        var part = target.resolveSibling(target.getFileName() + ".part");
        privateFile(part);
        try {
            ArchiveContents contents;
            hold(connection);
            try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                // mail and rows shrink to a fifth even so, at the speed of the disk
                zip.setLevel(Deflater.BEST_SPEED);
                contents = write(connection, zip, reason, now, progress);
            }
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return contents;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Nothing is removed from the stored files while this session lasts.
    private static void hold(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 7))")) {
            statement.setString(1, BlobCollector.LEASE);
            statement.execute();
        }
    }

    private ArchiveContents write(
            Connection connection, ZipOutputStream zip, String reason, Instant now, Progress progress)
            throws SQLException, IOException {
        var copy = new DatabaseCopy(connection);
        copy.beginSnapshot();
        var tables = new ArrayList<ArchiveContents.Table>();
        for (var table : copy.tables()) {
            zip.putNextEntry(new ZipEntry(table.entry()));
            long rows = copy.out(table, new Unclosed(zip));
            zip.closeEntry();
            tables.add(new ArchiveContents.Table(table.name(), table.columns(), rows));
            progress.done(table.name(), rows);
        }
        var migrations = copy.migrations();
        var sequences = copy.sequences();
        var postgres = copy.strings("show server_version").getFirst();
        connection.commit();
        long files = files(zip);
        progress.done("files", files);
        boolean key = key(zip);
        var contents = new ArchiveContents(
                ArchiveContents.FORMAT, now, reason, postgres, migrations, List.copyOf(tables), sequences, files, key);
        zip.putNextEntry(new ZipEntry(ArchiveContents.ENTRY));
        zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
        zip.closeEntry();
        return contents;
    }

    private long files(ZipOutputStream zip) throws IOException {
        var folder = data.resolve("blobs");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long count = 0;
        List<Path> shelves;
        try (var list = Files.list(folder)) {
            shelves = list.filter(shelf -> shelf.getFileName().toString().length() == 2)
                    .sorted()
                    .toList();
        }
        for (var shelf : shelves) {
            List<Path> files;
            try (var list = Files.list(shelf)) {
                files = list.sorted().toList();
            }
            for (var file : files) {
                if (DIGEST.matcher(file.getFileName().toString()).matches()) {
                    zip.putNextEntry(new ZipEntry("blobs/" + file.getFileName()));
                    Files.copy(file, zip);
                    zip.closeEntry();
                    count++;
                }
            }
        }
        return count;
    }

    private boolean key(ZipOutputStream zip) throws IOException {
        var file = data.resolve(Keys.FILE);
        if (!Files.exists(file)) {
            return false;
        }
        zip.putNextEntry(new ZipEntry(Keys.FILE));
        Files.copy(file, zip);
        zip.closeEntry();
        return true;
    }

    /// The archive holds everything that is secret: only its owner reads it.
    private static void privateFile(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /// COPY closes what it writes to, and the archive goes on.
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
