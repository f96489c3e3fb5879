package io.keepwell.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The doctor's look at the folder that holds everything.
final class DataFolderExamination {

    private static final List<String> EMPTIED = List.of("/tmp", "/var/tmp", "/dev/shm", "/run");
    private static final List<String> OVER_THE_NETWORK =
            List.of("nfs", "cifs", "smb", "9p", "fuse.sshfs", "fuse.s3fs", "afs", "davfs");
    private static final long MEGABYTE = 1024 * 1024;

    private DataFolderExamination() {}

    static List<Finding> of(KeepwellSettings settings) {
        var folder = settings.data().toAbsolutePath().normalize();
        var existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        var findings = new ArrayList<Finding>();
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            findings.add(Finding.wrong(
                    "The data folder %s cannot be %s by %s."
                            .formatted(
                                    folder,
                                    existing.equals(folder) ? "written" : "made",
                                    System.getProperty("user.name")),
                    existing.equals(folder)
                            ? "chown -R " + System.getProperty("user.name") + " " + folder
                            : "KEEPWELL_DATA=" + Path.of(System.getProperty("user.home"), "keepwell-data")
                                    + " ./keepwell start"));
            return findings;
        }
        findings.add(
                Files.exists(folder)
                        ? Finding.ok("The data folder is " + folder + ".")
                        : Finding.ok("The data folder " + folder + " will be made on the first start."));
        place(folder, existing, findings);
        return findings;
    }

    private static void place(Path folder, Path existing, List<Finding> findings) {
        if (EMPTIED.stream().anyMatch(folder::startsWith)) {
            findings.add(Finding.look(
                    "The data folder is in a place that the system empties by itself.",
                    "KEEPWELL_DATA=/var/lib/keepwell ./keepwell start"));
        }
        try {
            var store = Files.getFileStore(existing);
            var kind = store.type().toLowerCase(Locale.ROOT);
            if (OVER_THE_NETWORK.stream().anyMatch(kind::startsWith)) {
                findings.add(Finding.wrong(
                        "The data folder is on another machine (%s): a database loses data there.".formatted(kind),
                        "KEEPWELL_DATA=/var/lib/keepwell ./keepwell start    (a disk of this machine)"));
            }
            long free = store.getUsableSpace() / MEGABYTE;
            if (free < 300) {
                findings.add(Finding.wrong(
                        "Only " + free + " MB are free on the disk of the data folder.", "df -h " + existing));
            } else if (free < 2000) {
                findings.add(Finding.look(
                        free + " MB are free on the disk of the data folder; mail fills it.", "df -h " + existing));
            } else {
                findings.add(Finding.ok(free / 1024 + " GB are free on the disk of the data folder."));
            }
        } catch (IOException e) {
            findings.add(Finding.look("The disk of the data folder cannot be looked at: " + e.getMessage(), "df -h"));
        }
    }
}
