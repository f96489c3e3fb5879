package io.keepwell.notifications.push;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.Addresses;
import io.keepwell.shared.InvalidRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/// Where a browser is reached. Whoever has it could write to the browser: it goes into no log and no answer.
///
/// @param endpoint address at its push service
/// @param key      public key of the browser, base64url
/// @param secret   secret of the browser, base64url
record Address(String endpoint, String key, String secret) {

    private static final int LONGEST = 2_000;
    private static final int SECRET = 16;

    /// Examines what a browser says. Where the name of the push service leads is examined at every call.
    ///
    /// @param privateNetwork whether it may lie in a private network
    /// @throws InvalidRequest where it cannot be
    static Address of(String endpoint, String key, String secret, boolean privateNetwork) {
        if (!acceptable(endpoint, privateNetwork)) {
            throw InvalidRequest.field("endpoint", t("notifications.push.refused.endpoint"));
        }
        var address = new Address(endpoint, key, secret);
        try {
            PushCipher.key(address.keyBytes());
            if (address.secretBytes().length != SECRET) {
                throw new IllegalArgumentException("not " + SECRET + " bytes");
            }
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("keys", t("notifications.push.refused.keys"));
        }
        return address;
    }

    private static boolean acceptable(String endpoint, boolean privateNetwork) {
        try {
            var uri = new URI(endpoint);
            var host = uri.getHost();
            return endpoint.length() <= LONGEST
                    && host != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && (privateNetwork
                            ? "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme())
                            : "https".equalsIgnoreCase(uri.getScheme()) && out(host));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    // Whether a host that says by itself where it lies, lies out in the open.
    private static boolean out(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return false;
        }
        try {
            return Addresses.open(InetAddress.ofLiteral(name.replaceAll("^\\[|]$", "")));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /// What tells one browser from another without saying where it is.
    byte[] mark() {
        return mark(endpoint);
    }

    static byte[] mark(String endpoint) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] keyBytes() {
        return bytes(key);
    }

    byte[] secretBytes() {
        return bytes(secret);
    }

    // Browsers write no padding, some libraries do.
    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text.replaceAll("=+$", ""));
    }

    String joined() {
        return String.join("\n", endpoint, key, secret);
    }

    static Address split(String joined) {
        var parts = joined.split("\n", 3);
        return new Address(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return "Address[***]";
    }
}
