package io.keepwell.platform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// An answer over HTTP/1.1 (RFC 9112) as it comes in, piece by piece; with a length, in chunks, or until the other
/// side closes.
final class HttpAnswer {

    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final byte[] LINE = {'\r', '\n'};

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private int status;
    private int body = -1;
    private Map<String, String> headers = Map.of();

    void add(byte[] piece, int length) {
        read.write(piece, 0, length);
        if (body < 0) {
            head(read.toByteArray());
        }
    }

    int size() {
        return read.size();
    }

    /// HTTP status; 0 while it is unknown.
    int status() {
        return status;
    }

    /// Header fields by names in lower case.
    Map<String, String> headers() {
        return headers;
    }

    /// Whether nothing more belongs to it.
    boolean complete() {
        if (body < 0) {
            return false;
        }
        // these have no body (RFC 9112, 6.3)
        if (status == 204 || status == 304) {
            return true;
        }
        var length = headers.get("content-length");
        if (length != null && length.matches("\\d{1,9}")) {
            return read.size() - body >= Integer.parseInt(length);
        }
        return chunked() && join(read.toByteArray(), new ByteArrayOutputStream());
    }

    /// What was said, as far as it came.
    String body() {
        if (body < 0) {
            return "";
        }
        var bytes = read.toByteArray();
        if (!chunked()) {
            return new String(bytes, body, bytes.length - body, StandardCharsets.UTF_8);
        }
        var whole = new ByteArrayOutputStream();
        join(bytes, whole);
        return whole.toString(StandardCharsets.UTF_8);
    }

    private void head(byte[] bytes) {
        int from = 0;
        while (true) {
            int line = indexOf(bytes, LINE, from);
            var first = line < 0 ? "" : new String(bytes, from, line - from, StandardCharsets.ISO_8859_1);
            if (!first.matches("HTTP/1\\.[01] \\d{3}.*")) {
                return;
            }
            int said = Integer.parseInt(first.substring(9, 12));
            int end = indexOf(bytes, BLANK_LINE, from);
            if (said >= 200) {
                status = said;
            }
            if (end < 0) {
                return;
            }
            if (said >= 200) {
                headers = fields(new String(bytes, line, end - line, StandardCharsets.ISO_8859_1));
                body = end + BLANK_LINE.length;
                return;
            }
            // 1xx come before the answer
            from = end + BLANK_LINE.length;
        }
    }

    private static Map<String, String> fields(String head) {
        var fields = new HashMap<String, String>();
        head.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return fields;
    }

    private boolean chunked() {
        return headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked");
    }

    /// Joins the chunks that came.
    ///
    /// @return whether the last of them was there
    private boolean join(byte[] bytes, ByteArrayOutputStream whole) {
        int at = body;
        while (true) {
            int line = indexOf(bytes, LINE, at);
            var size = line < 0 ? "" : new String(bytes, at, line - at, StandardCharsets.ISO_8859_1);
            var hex = size.replaceFirst(";.*", "").strip();
            if (!hex.matches("[0-9A-Fa-f]{1,7}")) {
                return false;
            }
            int length = Integer.parseInt(hex, 16);
            int from = line + LINE.length;
            if (length == 0) {
                return true;
            }
            whole.write(bytes, from, Math.min(length, bytes.length - from));
            if (from + length >= bytes.length) {
                return false;
            }
            at = from + length + LINE.length;
        }
    }

    private static int indexOf(byte[] bytes, byte[] sought, int from) {
        for (int i = from; i <= bytes.length - sought.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }
}
