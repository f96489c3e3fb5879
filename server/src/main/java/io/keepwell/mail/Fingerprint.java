package io.keepwell.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.mail.mime.ParsedMail;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What identifies a mail within its mailbox (I5). Same id and same body: a duplicate. Same id and another body: a
/// new message, to be flagged. The way it travelled does not count.
///
/// @param messageId as in the mail, or derived from its bytes
/// @param body SHA-256 over author, subject, texts and files, in hexadecimal
record Fingerprint(String messageId, String body) {

    /// Reads the mail's files once.
    static Fingerprint of(ParsedMail mail) throws IOException {
        var digest = sha256();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            put(mail.from().address(), out);
            put(mail.subject(), out);
            put(mail.body().text(), out);
            String html = mail.body().html();
            put(html == null ? "" : html, out);
            for (var file : mail.attachments()) {
                put(file.name(), out);
                try (var bytes = file.bytes().open()) {
                    bytes.transferTo(out);
                }
            }
        }
        return new Fingerprint(mail.messageId(), HexFormat.of().formatHex(digest.digest()));
    }

    /// Both parts in one word of 64 characters, for a unique column.
    String value() {
        return HexFormat.of().formatHex(sha256().digest((messageId + "\n" + body).getBytes(UTF_8)));
    }

    private static void put(String text, OutputStream out) throws IOException {
        var bytes = text.getBytes(UTF_8);
        out.write((bytes.length + ":").getBytes(UTF_8));
        out.write(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
