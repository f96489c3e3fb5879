package io.keepwell.conversations.pictures;

import io.keepwell.platform.OutsideCall;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One GET of a picture. It tells the other side nothing of the person who looks: no cookie, no referrer, no language,
/// and the address of the server instead of theirs. Every host on the way is examined, so that no mail makes Keepwell
/// look around in the network it stands in.
final class PictureCall {

    /// Pictures above this size are not fetched.
    static final int LARGEST = 5_000_000;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LONGEST_HEAD = 16_384;
    private static final int REDIRECTS = 3;

    private final boolean privateNetwork;
    private final Duration whole;

    /// @param privateNetwork whether an address in a private network may be called
    /// @param whole          how long all of it may take
    PictureCall(boolean privateNetwork, Duration whole) {
        this.privateNetwork = privateNetwork;
        this.whole = whole;
    }

    /// @throws IOException where no picture comes back; its message says why
    byte[] get(URI first) throws IOException {
        long end = System.nanoTime() + whole.toNanos();
        var uri = first;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            var answer = once(uri, end);
            if (answer.elsewhere().isEmpty()) {
                return answer.body();
            }
            uri = uri.resolve(PictureAddress.of(answer.elsewhere().get())
                    .orElseThrow(() -> new IOException("The picture leads to an address that is none.")));
        }
        throw new IOException("The picture leads on and on.");
    }

    private record Answer(byte[] body, Optional<String> elsewhere) {}

    private Answer once(URI uri, long end) throws IOException {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new IOException("This is no address of a picture.");
        }
        try (var socket = OutsideCall.connect(uri, privateNetwork, CONNECT, left(end))) {
            socket.getOutputStream().write(request(uri));
            socket.getOutputStream().flush();
            var in = new Timed(socket, end);
            int status = status(in.line());
            var headers = headers(in);
            var location = headers.get("location");
            if (status >= 300 && status < 400 && location != null) {
                return new Answer(new byte[0], Optional.of(location));
            }
            if (status != 200) {
                throw new IOException("The server answered " + status + ".");
            }
            return new Answer(body(in, headers), Optional.empty());
        }
    }

    private static byte[] request(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        return ("GET " + path + query + " HTTP/1.1\r\nHost: " + host
                        + "\r\nUser-Agent: Keepwell\r\nAccept: image/*\r\nAccept-Encoding: identity\r\n"
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("The server does not speak HTTP.");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(Timed in) throws IOException {
        var headers = new HashMap<String, String>();
        int length = 0;
        for (var line = in.line(); !line.isEmpty(); line = in.line()) {
            length += line.length();
            if (length > LONGEST_HEAD) {
                throw new IOException("The server talks too much.");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] body(Timed in, Map<String, String> headers) throws IOException {
        var body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            for (int size = chunk(in.line()); size > 0; size = chunk(in.line())) {
                in.read(body, size);
                in.line();
            }
            return body.toByteArray();
        }
        var length = headers.getOrDefault("content-length", "");
        if (length.matches("\\d{1,18}")) {
            in.read(body, (int) Math.min(Long.parseLong(length), LARGEST + 1L));
        } else {
            in.readToEnd(body);
        }
        return body.toByteArray();
    }

    private static int chunk(String line) throws IOException {
        int end = line.indexOf(';');
        var size = (end < 0 ? line : line.substring(0, end)).strip();
        if (!size.matches("[0-9a-fA-F]{1,7}")) {
            throw new IOException("The server does not speak HTTP.");
        }
        return Integer.parseInt(size, 16);
    }

    private static Duration left(long end) throws IOException {
        long nanos = end - System.nanoTime();
        if (nanos <= 0) {
            throw new IOException("The picture took too long.");
        }
        return Duration.ofNanos(Math.max(nanos, 1_000_000));
    }

    /// What comes in, up to the time and the size that are allowed for the whole.
    private static final class Timed {

        private final Socket socket;
        private final InputStream in;
        private final long end;

        Timed(Socket socket, long end) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.end = end;
        }

        String line() throws IOException {
            var line = new StringBuilder();
            for (int c = next(); c != '\n'; c = next()) {
                if (c < 0 || line.length() > LONGEST_HEAD) {
                    throw new IOException("The answer breaks off.");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }

        // a server that sends a byte now and then must not get around the time
        private int next() throws IOException {
            hurry();
            return in.read();
        }

        void read(ByteArrayOutputStream into, int size) throws IOException {
            for (int left = size; left > 0; ) {
                left -= piece(into, left);
            }
        }

        void readToEnd(ByteArrayOutputStream into) throws IOException {
            try {
                while (true) {
                    piece(into, LARGEST);
                }
            } catch (EOFException e) {
                // the end of the picture
            }
        }

        private int piece(ByteArrayOutputStream into, int most) throws IOException {
            hurry();
            var buffer = new byte[Math.min(most, 16_384)];
            int n = in.read(buffer);
            if (n < 0) {
                throw new EOFException("The answer breaks off.");
            }
            into.write(buffer, 0, n);
            if (into.size() > LARGEST) {
                throw new IOException("The picture is too large.");
            }
            return n;
        }

        private void hurry() throws IOException {
            socket.setSoTimeout((int) left(end).toMillis());
        }
    }
}
