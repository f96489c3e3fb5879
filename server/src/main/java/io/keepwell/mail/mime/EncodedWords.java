package io.keepwell.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decodes `=?charset?Q?...?=` (RFC 2047), also where senders cut a character in two between words, or put words
/// inside quotes.
final class EncodedWords {

    /// One word of a header: its charset, its bytes, and where the header goes on after it.
    private record Word(String charset, byte[] bytes, int end) {}

    private EncodedWords() {}

    static String decode(String header) {
        if (!header.contains("=?")) {
            return header;
        }
        var text = new StringBuilder();
        var pending = new ByteArrayOutputStream();
        @Nullable String charset = null;
        int at = 0;
        while (at < header.length()) {
            int next = charset == null ? at : skipBlanks(header, at);
            var word = header.startsWith("=?", next) ? read(header, next) : null;
            if (word == null) {
                flush(text, pending, charset);
                charset = null;
                text.append(header.charAt(at++));
                continue;
            }
            if (charset != null && !charset.equals(word.charset)) {
                flush(text, pending, charset);
            }
            charset = word.charset;
            pending.writeBytes(word.bytes);
            at = word.end;
        }
        flush(text, pending, charset);
        return text.toString();
    }

    /// Where an encoded word that begins here ends; -1 if none begins here.
    static int end(String header, int start) {
        var word = header.startsWith("=?", start) ? read(header, start) : null;
        return word == null ? -1 : word.end;
    }

    private static int skipBlanks(String header, int at) {
        int next = at;
        while (next < header.length() && " \t\r\n".indexOf(header.charAt(next)) >= 0) {
            next++;
        }
        return next;
    }

    private static void flush(StringBuilder text, ByteArrayOutputStream pending, @Nullable String charset) {
        if (charset != null) {
            text.append(MailCharsets.decode(pending.toByteArray(), charset));
            pending.reset();
        }
    }

    private static @Nullable Word read(String header, int start) {
        // Bounded looks ahead: a header of nothing but "=?" must not cost its length squared.
        int charsetEnd = header.indexOf('?', start + 2, Math.min(start + 60, header.length()));
        if (charsetEnd < 0 || charsetEnd + 2 >= header.length() || header.charAt(charsetEnd + 2) != '?') {
            return null;
        }
        int textStart = charsetEnd + 3;
        int textEnd = header.indexOf("?=", textStart, Math.min(textStart + 4_000, header.length()));
        if (textEnd < 0) {
            return null;
        }
        String charset = header.substring(start + 2, charsetEnd).toLowerCase(Locale.ROOT);
        int language = charset.indexOf('*');
        if (language >= 0) {
            charset = charset.substring(0, language);
        }
        String text = header.substring(textStart, textEnd);
        return switch (header.charAt(charsetEnd + 1)) {
            case 'q', 'Q' -> new Word(charset, quoted(text), textEnd + 2);
            case 'b', 'B' -> new Word(charset, base64(text), textEnd + 2);
            default -> null;
        };
    }

    private static byte[] quoted(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '=' ? hex(text, i + 1) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c == '_' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] base64(String text) {
        var digits = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) {
                digits.append(c);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1);
        }
        return Base64.getDecoder().decode(digits.toString());
    }

    /// The byte that two hexadecimal digits at this place make, or -1.
    static int hex(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
