package io.keepwell.mail.wire;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Who gives permission to enter a mailbox (RFC 6749), and as whom we ask.
///
/// @param authorization where the person says yes
/// @param token         where a code or a refresh token becomes an access token
/// @param scopes        what is asked for, separated by blanks
/// @param clientId      the id the provider knows this installation by
/// @param clientSecret  its secret, null for a client without one
public record OAuthProvider(
        URI authorization,
        URI token,
        String scopes,
        String clientId,
        @Nullable String clientSecret) {

    @Override
    public String toString() {
        return "OAuthProvider[token=" + token + ", clientId=" + clientId + ", clientSecret=***]";
    }
}
