package io.keepwell.messenger;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A page of the company's own application, at an origin of its own and under a strict content security policy: nothing
/// inline, and nothing from anywhere but Keepwell.
final class HostPage implements AutoCloseable {

    private final HttpServer server;
    private final String keepwell;
    private volatile String attributes = "";
    private volatile String html = "lang=\"en\"";

    /// @param port port of Keepwell
    HostPage(int port) {
        keepwell = "http://127.0.0.1:" + port;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var page = """
                <!doctype html><html %s><head><meta charset="utf-8"><title>Accounts · Pennyfold</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <script src="%s/messenger.js" %s defer></script></head>
                <body><main><h1>Your accounts</h1><p>Nothing to see.</p><button>Other</button></main></body></html>
                """.formatted(html, keepwell, attributes).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders()
                    .add(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src " + keepwell + "; connect-src " + keepwell
                                    + "; require-trusted-types-for 'script'");
            exchange.sendResponseHeaders(200, page.length);
            try (var out = exchange.getResponseBody()) {
                out.write(page);
            }
        });
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// @param attributes of the script tag
    void tag(String attributes) {
        this.attributes = attributes;
    }

    /// @param attributes of the root element
    void html(String attributes) {
        this.html = attributes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
