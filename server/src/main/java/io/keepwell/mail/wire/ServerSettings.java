package io.keepwell.mail.wire;

import org.jspecify.annotations.Nullable;

/// Where a mail server is and how to get in.
///
/// @param host     name or address
/// @param port     port
/// @param username name to sign in with, null for none
/// @param password its password or access token, null for none
/// @param security how the connection is protected
/// @param token    whether the password is an access token of OAuth 2, shown to the server by XOAUTH2
public record ServerSettings(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        Security security,
        boolean token) {

    /// A server that is entered with a password, or without any.
    public ServerSettings(
            String host, int port, @Nullable String username, @Nullable String password, Security security) {
        this(host, port, username, password, security, false);
    }

    /// The same, signing in with that name where none is given.
    public ServerSettings orSignInAs(String name) {
        return username == null ? new ServerSettings(host, port, name, password, security, token) : this;
    }

    /// The same, entered with an access token.
    public ServerSettings withToken(String accessToken) {
        return new ServerSettings(host, port, username, accessToken, security, true);
    }

    @Override
    public String toString() {
        return "ServerSettings[host=" + host + ", port=" + port + ", security=" + security + ", password=***]";
    }
}
