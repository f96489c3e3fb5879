package io.keepwell.team;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The first administrator, made at the start without a hand on the page.
///
/// @param email    address of the administrator; without it nobody is made
/// @param password password that is valid after every start
/// @param token    API token, at least 32 characters, that is valid after every start
@ConfigurationProperties("keepwell.admin")
record AdminSettings(
        @Nullable String email,
        @Nullable String password,
        @Nullable String token) {

    @Override
    public String toString() {
        return "AdminSettings[password=***, token=***]";
    }
}
