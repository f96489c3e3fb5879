package io.keepwell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// A browser without pictures: keeps cookies, reads the CSRF token off the last page and posts forms. Follows no
/// redirect, so that tests see them.
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String token = "";

    /// @param port port of the application on this machine
    public Visitor(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /// A visitor in which somebody is signed in.
    public static Visitor signedIn(int port, String email, String password) {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        var answer = visitor.post("/sign-in", "email", email, "password", password);
        if (answer.statusCode() != 302) {
            throw new IllegalStateException("Sign-in answered " + answer.statusCode());
        }
        visitor.get("/me");
        return visitor;
    }

    /// A visitor of the first administrator.
    public static Visitor ofAdministrator(int port) {
        return signedIn(port, FreshInstallation.ADMIN_EMAIL, FreshInstallation.ADMIN_PASSWORD);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// Posts a form with the CSRF token of the last page: names and values in turn.
    public HttpResponse<String> post(String path, String... fields) {
        var body = new StringJoiner("&");
        body.add("_csrf=" + encode(token));
        for (int i = 0; i + 1 < fields.length; i += 2) {
            body.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /// Forgets the CSRF token, as a page of somebody else's would not have it.
    public void forgetToken() {
        token = "";
    }

    public CookieManager cookies() {
        return cookies;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
