package io.keepwell.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// A part of a mail: its header, and where its body lies in the file.
///
/// @param type lower-case type and subtype, a default if none or nonsense was declared
/// @param children the parts of a multipart whose boundaries could be found, else empty
record MimePart(
        MailBytes mail, MailHeaders headers, String type, long bodyStart, long bodyEnd, List<MimePart> children) {

    MimeValue contentType() {
        return MimeValue.parse(headers.first("Content-Type").orElse(type));
    }

    MimeValue disposition() {
        return MimeValue.parse(headers.first("Content-Disposition").orElse(""));
    }

    boolean multipart() {
        return !children.isEmpty();
    }

    /// The body with its transfer encoding undone; an unknown encoding gives the raw bytes (M4).
    InputStream open() throws IOException {
        return TransferDecoding.decode(
                mail.open(bodyStart, bodyEnd),
                headers.first("Content-Transfer-Encoding").orElse(""));
    }
}
