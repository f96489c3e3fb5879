package io.keepwell.platform;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Removes files that no row has named for a day, such as those of a mail whose transaction never committed.
@Component
public class BlobCollector {

    private static final Logger log = LoggerFactory.getLogger(BlobCollector.class);
    /// Whoever holds this lease keeps every stored file where it is, such as a backup.
    static final String LEASE = "stored-files";

    private static final Duration GRACE = Duration.ofHours(24);

    // A file that is being stored again this moment is new on disk before the row that names it commits.
    private static final Duration STORING = Duration.ofMinutes(10);

    private final Blobs blobs;
    private final List<BlobNames> namers;
    private final Leases leases;
    private final Clock clock;

    BlobCollector(Blobs blobs, List<BlobNames> namers, Leases leases, Clock clock) {
        this.blobs = blobs;
        this.namers = namers;
        this.leases = leases;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> collectBlobs() {
        return Tasks.recurring("collect-blobs", FixedDelay.ofHours(6)).execute((instance, context) -> collect());
    }

    /// Removes what is older than the grace time and named by nobody; returns how many files that were.
    int collect() {
        if (!Files.isDirectory(blobs.folder()) || !leases.hold(LEASE)) {
            return 0;
        }
        try {
            return collectAll();
        } finally {
            leases.release(LEASE);
        }
    }

    private int collectAll() {
        int removed = 0;
        try (var folders = Files.list(blobs.folder())) {
            for (var folder : folders.toList()) {
                removed += collect(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (removed > 0) {
            log.info("Removed {} files that nothing names any more", removed);
        }
        return removed;
    }

    /// Removes files at once that a module has just ceased to name, where no other row names them. Those
    /// that were stored within the last minutes go with the next collection.
    public void release(Collection<String> digests) {
        var limit = clock.instant().minus(STORING);
        var old = digests.stream()
                .map(blobs::file)
                .filter(file -> Files.exists(file) && file.toFile().lastModified() < limit.toEpochMilli())
                .toList();
        try {
            remove(old);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int collect(Path folder) throws IOException {
        var limit = clock.instant().minus(GRACE);
        List<Path> old;
        try (var files = Files.list(folder)) {
            old = files.filter(file -> file.toFile().lastModified() < limit.toEpochMilli())
                    .toList();
        }
        return remove(old);
    }

    private int remove(List<Path> files) throws IOException {
        var digests = files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        var named =
                namers.stream().flatMap(namer -> namer.named(digests).stream()).collect(Collectors.toSet());
        int removed = 0;
        for (var file : files) {
            if (!named.contains(file.getFileName().toString())) {
                Files.deleteIfExists(file);
                removed++;
            }
        }
        return removed;
    }
}
