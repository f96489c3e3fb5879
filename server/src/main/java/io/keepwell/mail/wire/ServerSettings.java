package io.keepwell.mail.wire;

import org.jspecify.annotations.Nullable;

/// Where a mail server is and how to get in.
///
/// @param host     name or address
/// @param port     port
/// @param username name to sign in with, null for none
/// @param password its password, null for none
/// @param security how the connection is protected
public record ServerSettings(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        Security security) {

    /// The same, signing in with that name where none is given.
    public ServerSettings orSignInAs(String name) {
        return username == null ? new ServerSettings(host, port, name, password, security) : this;
    }

    @Override
    public String toString() {
        return "ServerSettings[host=" + host + ", port=" + port + ", security=" + security + ", password=***]";
    }
}
