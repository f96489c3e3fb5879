package io.keepwell.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The backups in the data folder: making one while Keepwell runs, and which there are.
@Component
public class Archives {

    /// A backup.
    ///
    /// @param name   name of the file
    /// @param madeAt when its snapshot was taken
    /// @param reason `asked`, `nightly` or `upgrade`
    /// @param bytes  size of the file
    public record Archive(String name, Instant madeAt, String reason, long bytes) {}

    private static final Logger log = LoggerFactory.getLogger(Archives.class);
    private static final Pattern NAME = Pattern.compile("keepwell-(\\d{8}T\\d{6}Z)-([a-z]+)\\.zip");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final DatabaseAccess database;
    private final Path data;
    private final Clock clock;
    private final AtomicBoolean working = new AtomicBoolean();

    Archives(DatabaseAccess database, KeepwellSettings settings, Clock clock) {
        this.database = database;
        this.data = settings.data();
        this.clock = clock;
    }

    /// Where the files lie.
    public Path folder() {
        return folder(data);
    }

    static Path folder(Path data) {
        return data.toAbsolutePath().normalize().resolve("backups");
    }

    static String name(Instant at, String reason) {
        return "keepwell-" + STAMP.format(at) + "-" + reason + ".zip";
    }

    /// Makes a backup, which takes its time; everybody can go on working.
    ///
    /// @param reason `asked`, `nightly` or `upgrade`
    /// @return empty where this process is making one already
    /// @throws UncheckedIOException where the disk is full or cannot be written
    public Optional<Archive> make(String reason) {
        if (!working.compareAndSet(false, true)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var file = folder(data).resolve(name(now, reason));
        try (var connection = database.open()) {
            var contents = new ArchiveWriter(data).write(connection, file, reason, now, (what, count) -> {});
            log.info("Made a backup: {} rows, {} files", contents.rows(), contents.files());
            return find(file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be read for the backup", e);
        } finally {
            working.set(false);
        }
    }

    /// Whether this process is making one now.
    public boolean working() {
        return working.get();
    }

    /// Those that lie in the data folder, newest first.
    public List<Archive> all() {
        var folder = folder(data);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var archives = new ArrayList<Archive>();
            for (var file : files.toList()) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    archives.add(new Archive(
                            file.getFileName().toString(),
                            STAMP.parse(name.group(1), Instant::from),
                            name.group(2),
                            Files.size(file)));
                }
            }
            archives.sort(Comparator.comparing(Archive::madeAt).reversed());
            return archives;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Archive> find(String name) {
        return all().stream().filter(archive -> archive.name().equals(name)).findFirst();
    }

    /// The file of a backup, to be read only.
    public Path file(Archive archive) {
        return folder(data).resolve(archive.name());
    }

    public void delete(Archive archive) {
        try {
            Files.deleteIfExists(file(archive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes the oldest of a reason until no more than `most` are left.
    public void keep(String reason, int most) {
        all().stream()
                .filter(archive -> archive.reason().equals(reason))
                .skip(most)
                .forEach(this::delete);
    }
}
