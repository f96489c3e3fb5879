package io.keepwell.platform;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The doctor's look at port and addresses.
final class AddressExamination {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private AddressExamination() {}

    static List<Finding> of(KeepwellSettings settings) {
        var findings = new ArrayList<Finding>();
        findings.add(port(settings));
        publicAddress(settings).ifPresent(findings::add);
        return findings;
    }

    private static Finding port(KeepwellSettings settings) {
        int port = settings.port();
        InetAddress address;
        try {
            address = InetAddress.getByName(settings.bind());
        } catch (UnknownHostException e) {
            return Finding.wrong(
                    "KEEPWELL_BIND is " + settings.bind() + ", which is no address of a machine.",
                    "KEEPWELL_BIND=127.0.0.1 ./keepwell start");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return Finding.ok("Port " + port + " on " + settings.bind() + " is free.");
        } catch (IOException e) {
            return taken(settings, address, e);
        }
    }

    private static Finding taken(KeepwellSettings settings, InetAddress address, IOException refusal) {
        int port = settings.port();
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        var at = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(URI.create(at + "/healthz"))
                    .timeout(PATIENCE)
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200 && answer.body().contains("\"status\":\"ready\"")) {
                return Finding.ok("Keepwell itself answers on " + at + ".");
            }
            if (answer.statusCode() == 503 && answer.body().contains("\"status\":\"down\"")) {
                return Finding.wrong(
                        "Keepwell answers on " + at + ", but does not reach its database.", "curl " + at + "/healthz");
            }
        } catch (ConnectException e) {
            return Finding.wrong(
                    "Port %d on %s cannot be opened: %s.".formatted(port, settings.bind(), refusal.getMessage()),
                    port < 1024
                            ? "KEEPWELL_PORT=8080 ./keepwell start    (ports below 1024 belong to root)"
                            : "KEEPWELL_BIND=127.0.0.1 ./keepwell start");
        } catch (IOException e) {
            // something that does not speak HTTP: said below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Finding.wrong(
                "Another program answers on port " + port + ".",
                "KEEPWELL_PORT=%d ./keepwell start    (who it is: ss -ltnp 'sport = :%d')".formatted(port + 1, port));
    }

    /// Sign-in over plain HTTP is refused from other machines: a password would be readable on the way.
    private static Optional<Finding> publicAddress(KeepwellSettings settings) {
        var url = settings.url();
        if (url == null) {
            return loopback(settings.bind())
                    ? Optional.empty()
                    : Optional.of(Finding.look(
                            "Keepwell listens on " + settings.bind()
                                    + ", but KEEPWELL_URL does not say how others reach it: links in mail lead to this machine.",
                            "KEEPWELL_URL=https://desk.example.org ./keepwell start"));
        }
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            return Optional.of(Finding.wrong(
                    "KEEPWELL_URL is " + url + ", which is no web address.",
                    "KEEPWELL_URL=https://desk.example.org ./keepwell start"));
        }
        if (url.getScheme().equals("http") && !loopback(url.getHost())) {
            return Optional.of(Finding.wrong(
                    "KEEPWELL_URL is " + url + ": over plain HTTP nobody can sign in from another machine.",
                    "KEEPWELL_URL=https://" + url.getHost()
                            + " ./keepwell start    (docs/operating.md: behind a web server)"));
        }
        if (url.getScheme().equals("https") && settings.proxies().isEmpty()) {
            return Optional.of(Finding.look(
                    "KEEPWELL_URL is " + url + ", but KEEPWELL_PROXIES names no web server in front of Keepwell.",
                    "KEEPWELL_PROXIES=127.0.0.1 ./keepwell start"));
        }
        return Optional.of(Finding.ok("Others reach Keepwell at " + url + "."));
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
