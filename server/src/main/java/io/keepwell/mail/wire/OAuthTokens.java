package io.keepwell.mail.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a provider gave.
///
/// @param access   the access token
/// @param refresh  the refresh token, null where the one before goes on to count
/// @param lifetime how long the access token counts
public record OAuthTokens(String access, @Nullable String refresh, Duration lifetime) {

    @Override
    public String toString() {
        return "OAuthTokens[lifetime=" + lifetime + ", ***]";
    }
}
