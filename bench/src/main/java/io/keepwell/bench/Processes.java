package io.keepwell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/// What the program and its database have computed and how much memory they hold, as Linux counts it.
final class Processes {

    private Processes() {}

    /// Milliseconds that a process has computed, with those of its children that are over.
    static long cpu(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name of the program stands in brackets and may have blanks in it
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return 10 * Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /// The same of the database in a data folder.
    static long databaseCpu(Path data) throws IOException {
        return database(data).map(Processes::cpu).sum();
    }

    /// The proportional set size of a process in megabytes.
    static long memory(long pid) {
        return proportional(pid) / 1024;
    }

    /// The same of the database in a data folder.
    static long databaseMemory(Path data) throws IOException {
        return database(data).map(Processes::proportional).sum() / 1024;
    }

    private static long proportional(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /// The database, which may have left the process tree of the program.
    private static LongStream database(Path data) throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst()
                .strip());
        return LongStream.concat(
                LongStream.of(postmaster),
                ProcessHandle.of(postmaster).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(ProcessHandle::pid));
    }
}
