package io.keepwell.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// One call over HTTP/1.1 to an address that others named. By hand, because the address that was examined must be the
/// one that is called: no second look into the DNS, no redirects, no proxy. Reads as much of the answer as was asked
/// for.
public final class HttpCall {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(15);
    private static final int LONGEST_ANSWER = 16 * 1024;

    /// An answer.
    ///
    /// @param status  HTTP status
    /// @param headers its header fields, by names in lower case
    /// @param words   its body, or the beginning of it
    public record Answer(int status, Map<String, String> headers, String words) {}

    /// What is asked of the other side.
    ///
    /// @param method         such as `GET`
    /// @param headers        without those about the connection and the length; neither names nor values may hold
    ///     line breaks
    /// @param privateNetwork whether an address in a private network may be called
    /// @param longest        so many bytes of the answer are read
    /// @param patience       how long the whole call may take
    public record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            boolean privateNetwork,
            int longest,
            Duration patience) {}

    private HttpCall() {}

    /// Sends something and waits for the answer, 15 seconds at most; reads the beginning of it.
    ///
    /// @param headers        what is said of the body, its `Content-Type` with it
    /// @param privateNetwork whether an address in a private network may be called
    /// @throws IOException where there was no answer; its message is for people
    public static Answer post(URI uri, Map<String, String> headers, byte[] body, boolean privateNetwork)
            throws IOException {
        return send(new Request("POST", uri, headers, body, privateNetwork, LONGEST_ANSWER, WHOLE));
    }

    /// Makes a call and waits for its answer.
    ///
    /// @throws SocketTimeoutException where none came in time
    /// @throws IOException            where there was no answer; its message is for people
    public static Answer send(Request request) throws IOException {
        var end = System.nanoTime() + request.patience().toNanos();
        try (var socket = OutsideCall.connect(request.uri(), request.privateNetwork(), CONNECT, request.patience())) {
            var out = socket.getOutputStream();
            out.write(bytes(request));
            out.flush();
            return answer(socket, end, request);
        }
    }

    private static byte[] bytes(Request request) throws IOException {
        var uri = request.uri();
        var path = (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var head = new StringBuilder(request.method() + " " + path + " HTTP/1.1\r\n")
                .append("Host: ")
                .append(uri.getRawAuthority())
                .append("\r\n");
        if (request.body().length > 0 || request.method().equals("POST")) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        head.append("User-Agent: Keepwell\r\n").append("Connection: close\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        var out = new ByteArrayOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(request.body());
        return out.toByteArray();
    }

    private static Answer answer(Socket socket, long end, Request request) throws IOException {
        var read = new HttpAnswer();
        var buffer = new byte[8192];
        var in = socket.getInputStream();
        while (read.size() < request.longest() && !read.complete()) {
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
            read.add(buffer, n);
        }
        if (read.status() == 0) {
            throw new SocketTimeoutException(
                    "No answer within " + request.patience().toSeconds() + " seconds.");
        }
        return new Answer(read.status(), read.headers(), read.body().strip());
    }
}
