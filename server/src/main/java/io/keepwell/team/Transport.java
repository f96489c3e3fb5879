package io.keepwell.team;

import io.keepwell.platform.KeepwellSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;

/// How a password would travel to us.
enum Transport {
    /// Encrypted, by us or by the proxy of the public address.
    ENCRYPTED,
    /// Not at all: the browser sits on this machine, or at the end of a tunnel.
    LOOPBACK,
    /// Readable by everybody on the way. No password is taken and no session begun.
    OPEN;

    /// The browser says in `Host` whom it called; that decides, for behind a proxy on this machine every request comes
    /// from loopback.
    static Transport of(HttpServletRequest request, KeepwellSettings settings) {
        if (request.isSecure()) {
            return ENCRYPTED;
        }
        var host = request.getServerName().toLowerCase(Locale.ROOT);
        if (loopback(host)) {
            return LOOPBACK;
        }
        var address = URI.create(settings.publicUrl());
        return "https".equals(address.getScheme()) && host.equalsIgnoreCase(address.getHost()) ? ENCRYPTED : OPEN;
    }

    private static boolean loopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.equals("0:0:0:0:0:0:0:1")
                || host.equals("[0:0:0:0:0:0:0:1]");
    }
}
