package io.keepwell.conversations.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Kinds of pictures that a browser draws and never runs, told by their first bytes and not by what a server says. SVG
/// is not among them: it can hold scripts.
enum PictureKind {
    PNG("image/png", "\u0089PNG\r\n\u001a\n", 0),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", 0),
    GIF("image/gif", "GIF8", 0),
    WEBP("image/webp", "WEBP", 8),
    BMP("image/bmp", "BM", 0),
    AVIF("image/avif", "ftypavif", 4);

    final String type;
    private final byte[] sign;
    private final int at;

    PictureKind(String type, String sign, int at) {
        this.type = type;
        this.sign = sign.getBytes(StandardCharsets.ISO_8859_1);
        this.at = at;
    }

    /// The kind of a picture; empty for anything else.
    static Optional<PictureKind> of(byte[] bytes) {
        return Arrays.stream(values()).filter(kind -> kind.begins(bytes)).findFirst();
    }

    private boolean begins(byte[] bytes) {
        return bytes.length > at + sign.length && Arrays.equals(bytes, at, at + sign.length, sign, 0, sign.length);
    }
}
