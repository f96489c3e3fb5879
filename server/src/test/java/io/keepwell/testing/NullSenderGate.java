package io.keepwell.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A door before GreenMail's SMTP server, which takes an empty envelope sender for none at all and refuses
/// the recipient. It lets `MAIL FROM:<>` (RFC 5321, 4.5.5) in under a name of its own; everything else
/// passes as it is.
final class NullSenderGate implements AutoCloseable {

    /// What an empty envelope sender is called inside.
    static final String NOBODY = "null-sender@null.invalid";

    private final ServerSocket listener;
    private final int upstream;

    private NullSenderGate(ServerSocket listener, int upstream) {
        this.listener = listener;
        this.upstream = upstream;
    }

    static NullSenderGate before(int upstream) {
        try {
            var gate = new NullSenderGate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), upstream);
            Thread.ofVirtual().start(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), upstream);
                Thread.ofVirtual().start(() -> say(client, server));
                Thread.ofVirtual().start(() -> answer(server, client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void say(Socket client, Socket server) {
        try (client;
                server) {
            var in = new BufferedInputStream(client.getInputStream());
            var out = server.getOutputStream();
            for (var line = line(in); line.length > 0; line = line(in)) {
                var words = new String(line, StandardCharsets.ISO_8859_1);
                out.write(
                        words.startsWith("MAIL FROM:<>")
                                ? words.replace("MAIL FROM:<>", "MAIL FROM:<" + NOBODY + ">")
                                        .getBytes(StandardCharsets.ISO_8859_1)
                                : line);
                out.flush();
            }
        } catch (IOException e) {
            // one side has hung up, and so does the other
        }
    }

    private static void answer(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // one side has hung up, and so does the other
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
