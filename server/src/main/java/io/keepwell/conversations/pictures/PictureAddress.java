package io.keepwell.conversations.pictures;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Addresses as they stand in mails: often with blanks and braces that no address may hold.
final class PictureAddress {

    private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";

    private PictureAddress() {}

    /// The address, with what is not allowed in it written by its bytes; empty where it is none even so.
    static Optional<URI> of(String text) {
        var plain = text.strip();
        var legal = new StringBuilder();
        (plain.startsWith("//") ? "https:" + plain : plain).codePoints().forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0)) {
                legal.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    legal.append("%%%02X".formatted(b));
                }
            }
        });
        try {
            return Optional.of(new URI(legal.toString()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
