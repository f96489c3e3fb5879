package io.keepwell.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A mail server that takes everything and remembers what came how often.
final class SinkSmtp {

    private final ServerSocket socket;
    private final Map<String, Integer> byMessageId = new ConcurrentHashMap<>();
    private final Map<String, Integer> byRecipient = new ConcurrentHashMap<>();
    private volatile long last;

    SinkSmtp() throws IOException {
        socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    var client = socket.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    int port() {
        return socket.getLocalPort();
    }

    /// How often each letter came.
    Map<String, Integer> byMessageId() {
        return byMessageId;
    }

    /// How many letters came to each address since it was last emptied.
    Map<String, Integer> byRecipient() {
        return byRecipient;
    }

    /// When the last letter was taken, by `System.nanoTime`.
    long last() {
        return last;
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                var out = client.getOutputStream()) {
            say(out, "220 sink");
            var recipient = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.split(" ")[0].toUpperCase(Locale.ROOT);
                if (verb.equals("RCPT")) {
                    recipient = line.replaceAll(".*<(.*)>.*", "$1");
                }
                if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    var id = "";
                    for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                        if (id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
                            id = line.substring(11).strip();
                        }
                    }
                    if (line == null) {
                        return;
                    }
                    byMessageId.merge(id, 1, Integer::sum);
                    byRecipient.merge(recipient, 1, Integer::sum);
                    last = System.nanoTime();
                }
                say(out, "250 fine");
                if (verb.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException e) {
            // a killed client; what it had not finished does not count
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
