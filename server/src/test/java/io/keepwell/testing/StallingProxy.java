package io.keepwell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Stands between Keepwell and a mail server and stops the talk at a chosen word, so that a test can kill Keepwell at
/// exactly that moment.
public final class StallingProxy implements AutoCloseable {

    /// Who says the word.
    public enum Side {
        CLIENT,
        SERVER
    }

    /// Where to stop.
    private static final class Stop {

        final Side side;
        final Pattern word;
        final boolean holdAnswer;
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        volatile boolean answerHeld;
        volatile boolean hungUp;

        Stop(Side side, Pattern word, boolean holdAnswer) {
            this.side = side;
            this.word = word;
            this.holdAnswer = holdAnswer;
        }
    }

    private final ServerSocket listener;
    private final int upstream;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Stop stop;

    private StallingProxy(ServerSocket listener, int upstream) {
        this.listener = listener;
        this.upstream = upstream;
    }

    /// Opens a port that leads to `upstream` on the loopback.
    public static StallingProxy before(int upstream) {
        try {
            var proxy = new StallingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), upstream);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Holds what `side` says as soon as it contains `word`; the other side does not hear it.
    public void holdBefore(Side side, String word) {
        stop = new Stop(side, Pattern.compile(word, Pattern.DOTALL), false);
    }

    /// Lets `side` say `word`, and holds what the other side answers.
    public void holdAnswerTo(Side side, String word) {
        stop = new Stop(side, Pattern.compile(word, Pattern.DOTALL), true);
    }

    /// Waits until the talk stands still at the chosen word.
    public void awaitStop() {
        var current = stop;
        try {
            if (current == null || !current.reached.await(40, TimeUnit.SECONDS)) {
                throw new AssertionError("The talk never came to the chosen word");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the talk where it stands: what was held is never said. Further talks go on.
    public void hangUp() {
        var current = stop;
        if (current != null) {
            current.hungUp = true;
        }
        release();
    }

    /// Lets the talk go on, and further talks too.
    public void release() {
        var current = stop;
        stop = null;
        if (current != null) {
            current.released.countDown();
        }
    }

    @Override
    public void close() {
        release();
        try {
            listener.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), upstream);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(Side.CLIENT, client, server));
                Thread.ofVirtual().start(() -> pump(Side.SERVER, server, client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pump(Side side, Socket from, Socket to) {
        var buffer = new byte[8192];
        var said = new StringBuilder();
        try (from;
                to) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                said.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                var current = stop;
                if (current != null && hold(current, side, said)) {
                    current.reached.countDown();
                    current.released.await();
                    if (current.hungUp) {
                        return;
                    }
                }
                if (said.length() > 4096) {
                    said.delete(0, said.length() - 512);
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // one side has hung up; the other is closed with it
            sockets.remove(from);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hold(Stop stop, Side side, StringBuilder said) {
        if (stop.released.getCount() == 0) {
            return false;
        }
        if (side != stop.side) {
            return stop.answerHeld;
        }
        if (!stop.word.matcher(said).find()) {
            return false;
        }
        if (stop.holdAnswer) {
            stop.answerHeld = true;
            return false;
        }
        said.setLength(0);
        return true;
    }
}
