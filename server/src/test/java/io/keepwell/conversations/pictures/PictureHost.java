package io.keepwell.conversations.pictures;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A host of pictures that remembers what it was asked.
final class PictureHost implements AutoCloseable {

    /// The beginning of a PNG, which is all that is looked at.
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3, 4};

    /// How a path answers.
    interface Answering {

        void answer(HttpExchange exchange) throws IOException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    PictureHost() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    PictureHost on(String path, Answering answering) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().keySet());
            try (exchange) {
                answering.answer(exchange);
            }
        });
        return this;
    }

    /// Answers with these bytes, in pieces where it does not say how many there are.
    PictureHost with(String path, String type, byte[] bytes, boolean chunked) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, chunked ? 0 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
