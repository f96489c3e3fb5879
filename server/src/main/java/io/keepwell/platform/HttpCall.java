package io.keepwell.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// One POST over HTTP/1.1 to an address that others named. By hand, because the address that was examined must be the
/// one that is called: no second look into the DNS, no redirects, no proxy. Reads as much of the answer as tells how it
/// went.
public final class HttpCall {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(15);
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d{1,9})");

    /// An answer.
    ///
    /// @param status  HTTP status
    /// @param headers its header fields, by names in lower case
    /// @param words   the beginning of its body
    public record Answer(int status, Map<String, String> headers, String words) {}

    private HttpCall() {}

    /// Sends something and waits for the answer, 15 seconds at most.
    ///
    /// @param headers        what is said of the body, its `Content-Type` with it
    /// @param privateNetwork whether an address in a private network may be called
    /// @throws IOException where there was no answer; its message is for people
    public static Answer post(URI uri, Map<String, String> headers, byte[] body, boolean privateNetwork)
            throws IOException {
        var end = System.nanoTime() + WHOLE.toNanos();
        try (var socket = OutsideCall.connect(uri, privateNetwork, CONNECT, WHOLE)) {
            var out = socket.getOutputStream();
            out.write(request(uri, headers, body));
            out.flush();
            return answer(socket, end);
        }
    }

    private static byte[] request(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        var path = (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var head = new StringBuilder("POST " + path + " HTTP/1.1\r\n")
                .append("Host: ")
                .append(uri.getRawAuthority())
                .append("\r\n")
                .append("Content-Length: ")
                .append(body.length)
                .append("\r\n")
                .append("User-Agent: Keepwell\r\n")
                .append("Connection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var out = new ByteArrayOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        return out.toByteArray();
    }

    private static Answer answer(Socket socket, long end) throws IOException {
        var read = new ByteArrayOutputStream();
        var buffer = new byte[4096];
        InputStream in = socket.getInputStream();
        int status = 0;
        while (read.size() < LONGEST_ANSWER) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            socket.setSoTimeout((int) Math.max(1, left));
            int n;
            try {
                n = in.read(buffer);
            } catch (SocketTimeoutException e) {
                break;
            }
            if (n < 0) {
                break;
            }
            read.write(buffer, 0, n);
            status = status(read);
            if (complete(read)) {
                break;
            }
        }
        if (status == 0) {
            throw new IOException("No answer within " + WHOLE.toSeconds() + " seconds.");
        }
        var text = read.toString(StandardCharsets.UTF_8);
        int body = text.indexOf("\r\n\r\n");
        return new Answer(
                status,
                headers(body < 0 ? text : text.substring(0, body)),
                body < 0 ? "" : text.substring(body + 4).strip());
    }

    private static Map<String, String> headers(String head) {
        var headers = new HashMap<String, String>();
        head.lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return headers;
    }

    private static int status(ByteArrayOutputStream read) {
        var text = read.toString(StandardCharsets.ISO_8859_1);
        int line = text.indexOf("\r\n");
        if (line < 0 || !text.matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
            return 0;
        }
        int status = Integer.parseInt(text.substring(9, 12));
        if (status >= 200) {
            return status;
        }
        // 1xx come before the answer
        int next = text.indexOf("\r\n\r\nHTTP/1.");
        return next < 0 || text.length() < next + 16 ? 0 : Integer.parseInt(text.substring(next + 13, next + 16));
    }

    private static boolean complete(ByteArrayOutputStream read) {
        var text = read.toString(StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n");
        if (body < 0) {
            return false;
        }
        var matcher = LENGTH.matcher(text.substring(0, body));
        return matcher.find() && text.length() - body - 4 >= Integer.parseInt(matcher.group(1));
    }
}
