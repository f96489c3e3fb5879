package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.platform.Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/// Keeps files that people add to what they write.
@Component
class Uploads {

    /// What the files of one letter may have together: most mail servers take no more.
    static final long MOST_BYTES = 25L * 1024 * 1024;

    private static final int LONGEST_NAME = 120;

    private final Blobs blobs;

    Uploads(Blobs blobs) {
        this.blobs = blobs;
    }

    /// Stores the files; fields that were left empty are none.
    List<IncomingMail.Attachment> keep(@Nullable List<MultipartFile> files) {
        return files == null
                ? List.of()
                : files.stream().filter(file -> !file.isEmpty()).map(this::keep).toList();
    }

    /// @throws FilesTooLarge where files of so many bytes are too much for one letter
    static void check(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new FilesTooLarge(bytes);
        }
    }

    private IncomingMail.Attachment keep(MultipartFile file) {
        try (var content = file.getInputStream()) {
            var blob = blobs.put(content);
            return new IncomingMail.Attachment(
                    name(file.getOriginalFilename()),
                    type(file.getContentType()),
                    blob.size(),
                    blob.digest(),
                    null,
                    false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // No path parts and no control characters, whatever a browser says.
    private static String name(@Nullable String said) {
        var name = said == null
                ? ""
                : said.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty()) {
            return "file";
        }
        return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
    }

    private static String type(@Nullable String said) {
        try {
            return said == null
                    ? MediaType.APPLICATION_OCTET_STREAM_VALUE
                    : MediaType.parseMediaType(said).toString();
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
    }
}
