package io.keepwell.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An SMTP server that answers as told, to show every way a delivery can end. It keeps what it was told, in order.
public final class ScriptedSmtp implements AutoCloseable {

    /// Answer that closes the connection without a word.
    public static final String HANG_UP = "hang up";

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private ScriptedSmtp(ServerSocket socket) {
        this.socket = socket;
    }

    /// Opens it on a free port; it takes every letter until told otherwise.
    public static ScriptedSmtp open() {
        try {
            var server = new ScriptedSmtp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// From now on answers a command (`MAIL`, `RCPT`, `DATA`, or `.` for the end of a letter) like this; or
    /// only lines that begin with what is given, such as `MAIL FROM:<ana+`.
    public void answer(String command, String answer) {
        answers.put(command, answer);
    }

    /// From now on takes every letter again.
    public void relent() {
        answers.clear();
    }

    /// What it was told, commands and the lines of letters.
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /// How many letters it was handed to the final dot.
    public long letters() {
        return heard.stream().filter(line -> line.equals(".")).count();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            say(client, "220 scripted");
            String line;
            while ((line = in.readLine()) != null) {
                heard.add(line);
                var command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                var told = line;
                var answer = answers.entrySet().stream()
                        .filter(entry -> entry.getKey().contains(":") && told.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(
                                () -> answers.getOrDefault(command, command.equals("DATA") ? "354 go on" : "250 fine"));
                if (answer.equals(HANG_UP)) {
                    return;
                }
                say(client, answer);
                if (answer.startsWith("354") && !letter(client, in)) {
                    return;
                }
                if (command.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException e) {
            // the other side is gone
        }
    }

    private boolean letter(Socket client, BufferedReader in) throws IOException {
        String line;
        while ((line = in.readLine()) != null) {
            heard.add(line);
            if (line.equals(".")) {
                var answer = answers.getOrDefault(".", "250 taken");
                if (answer.equals(HANG_UP)) {
                    return false;
                }
                say(client, answer);
                return true;
            }
        }
        return false;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }
}
