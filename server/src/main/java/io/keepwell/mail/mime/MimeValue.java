package io.keepwell.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The value of a header such as Content-Type: a word and parameters, with RFC 2231 (charset, percent signs, pieces)
/// undone.
///
/// @param value lower case, without comments
/// @param parameters by lower-case name
public record MimeValue(String value, Map<String, String> parameters) {

    /// A piece of a parameter that came as `name*1*=`.
    private record Piece(String text, boolean encoded) {}

    private static final int MOST_PARAMETERS = 200;

    /// Reads a header value; never fails.
    public static MimeValue parse(String header) {
        int end = header.indexOf(';');
        String value =
                withoutComment(end < 0 ? header : header.substring(0, end)).toLowerCase(Locale.ROOT);
        var plain = new LinkedHashMap<String, String>();
        var pieces = new HashMap<String, TreeMap<Integer, Piece>>();
        int at = end < 0 ? header.length() : end + 1;
        for (int i = 0; at < header.length() && i < MOST_PARAMETERS; i++) {
            int equals = header.indexOf('=', at);
            int semicolon = header.indexOf(';', at);
            if (equals < 0 || (semicolon >= 0 && semicolon < equals)) {
                at = semicolon < 0 ? header.length() : semicolon + 1;
                continue;
            }
            String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            var text = new StringBuilder();
            at = readValue(header, equals + 1, text);
            put(name, text.toString(), plain, pieces);
        }
        pieces.forEach((name, parts) -> plain.put(name, join(parts)));
        return new MimeValue(value, Map.copyOf(plain));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static String withoutComment(String text) {
        int comment = text.indexOf('(');
        return (comment < 0 ? text : text.substring(0, comment)).strip().replace("\"", "");
    }

    /// Reads a quoted or bare value, bare ones up to the semicolon because many senders forget the quotes. Returns
    /// where to go on.
    private static int readValue(String header, int start, StringBuilder value) {
        int at = start;
        while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
            at++;
        }
        if (at < header.length() && header.charAt(at) == '"') {
            for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
                // A backslash before anything but a quote or a backslash is a Windows path, not an escape.
                boolean escape = header.charAt(at) == '\\'
                        && at + 1 < header.length()
                        && (header.charAt(at + 1) == '"' || header.charAt(at + 1) == '\\');
                value.append(header.charAt(escape ? ++at : at));
            }
            int semicolon = header.indexOf(';', at);
            return semicolon < 0 ? header.length() : semicolon + 1;
        }
        int semicolon = header.indexOf(';', at);
        value.append(header.substring(at, semicolon < 0 ? header.length() : semicolon)
                .strip());
        return semicolon < 0 ? header.length() : semicolon + 1;
    }

    private static void put(
            String name, String text, Map<String, String> plain, Map<String, TreeMap<Integer, Piece>> pieces) {
        int star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, EncodedWords.decode(text));
            return;
        }
        boolean encoded = name.endsWith("*");
        String index =
                encoded ? name.substring(star + 1, Math.max(name.length() - 1, star + 1)) : name.substring(star + 1);
        int number;
        try {
            number = index.isEmpty() ? 0 : Integer.parseInt(index);
        } catch (NumberFormatException odd) {
            return;
        }
        pieces.computeIfAbsent(name.substring(0, star), key -> new TreeMap<>())
                .putIfAbsent(number, new Piece(text, encoded));
    }

    private static String join(TreeMap<Integer, Piece> pieces) {
        var bytes = new ByteArrayOutputStream();
        @Nullable String charset = null;
        boolean first = true;
        for (var piece : pieces.values()) {
            String text = piece.text;
            if (first && piece.encoded) {
                int language = text.indexOf('\'');
                int start = language < 0 ? -1 : text.indexOf('\'', language + 1);
                if (start >= 0) {
                    charset = text.substring(0, language);
                    text = text.substring(start + 1);
                }
            }
            first = false;
            if (piece.encoded) {
                percent(text, bytes);
            } else {
                bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return EncodedWords.decode(MailCharsets.decode(bytes.toByteArray(), charset));
    }

    private static void percent(String text, ByteArrayOutputStream bytes) {
        for (int i = 0; i < text.length(); i++) {
            int octet = text.charAt(i) == '%' ? EncodedWords.hex(text, i + 1) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
