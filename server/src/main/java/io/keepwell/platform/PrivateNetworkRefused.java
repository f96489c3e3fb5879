package io.keepwell.platform;

import java.io.IOException;

/// An address leads into a private network, where nobody from outside may reach through us.
public final class PrivateNetworkRefused extends IOException {

    PrivateNetworkRefused(String host) {
        super(host + " leads into a private network, which is not allowed here.");
    }
}
