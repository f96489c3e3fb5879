package io.keepwell.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Files under the data folder, named by their content. A file is on disk, synced, before anybody learns its name, so a
/// row that names it never commits before it.
@Component
public class Blobs {

    /// A stored file.
    ///
    /// @param digest SHA-256 of the content, 64 hex digits
    /// @param size   bytes
    public record Blob(String digest, long size) {}

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    Blobs(KeepwellSettings settings) {
        this.folder = settings.data().toAbsolutePath().normalize().resolve("blobs");
    }

    /// Stores what the stream holds, without taking it into memory.
    public Blob put(InputStream content) {
        try {
            var incoming = directory("incoming").resolve(UUID.randomUUID().toString());
            var digest = MessageDigest.getInstance("SHA-256");
            long size;
            try (var in = new DigestInputStream(content, digest)) {
                size = Files.copy(in, incoming);
            }
            var name = HexFormat.of().formatHex(digest.digest());
            sync(incoming, StandardOpenOption.WRITE);
            var shelf = directory(name.substring(0, 2));
            Files.move(incoming, shelf.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            sync(shelf, StandardOpenOption.READ);
            return new Blob(name, size);
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be kept in the data folder", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // making one that is there raises an exception within, for every file anew
    private Path directory(String name) throws IOException {
        var directory = folder.resolve(name);
        return Files.isDirectory(directory) ? directory : Files.createDirectories(directory);
    }

    /// Stores the bytes.
    public Blob put(byte[] content) {
        return put(new java.io.ByteArrayInputStream(content));
    }

    /// Opens a stored file.
    ///
    /// @throws UncheckedIOException where it is not there
    public InputStream open(String digest) {
        try {
            return Files.newInputStream(file(digest));
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the data folder cannot be read", e);
        }
    }

    /// The path of a stored file, to be read only.
    public Path file(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("not a digest");
        }
        return folder.resolve(digest.substring(0, 2)).resolve(digest);
    }

    Path folder() {
        return folder;
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
