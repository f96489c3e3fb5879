package io.keepwell.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file that came with a mail.
///
/// @param name safe to show and to save under: no path, no control characters, unique within the mail
/// @param contentType as declared, lower case, without parameters; not to be trusted
/// @param size of the decoded bytes
/// @param contentId without angle brackets, or null
/// @param inline shown within the HTML body, so it is not listed as a file (M7)
/// @param bytes opens the decoded bytes, from the raw mail, as often as asked
public record MailAttachment(
        String name,
        String contentType,
        long size,
        @Nullable String contentId,
        boolean inline,
        Bytes bytes) {

    /// Opens bytes anew.
    @FunctionalInterface
    public interface Bytes {

        InputStream open() throws IOException;
    }
}
