package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import org.jspecify.annotations.Nullable;

/// What somebody says of a connection, examined.
///
/// @param token what lets us in; null where it stays as it was
record ConnectionFields(
        TrackerKind kind,
        String name,
        TrackerAddress address,
        boolean privateNetwork,
        @Nullable String token) {

    private static final int LONGEST_NAME = 80;

    /// Refuses what cannot be, with the name of its field.
    ///
    /// @param name where it is blank, the project's
    static ConnectionFields of(
            TrackerKind kind, String name, String url, boolean privateNetwork, @Nullable String token) {
        var address = TrackerAddress.of(kind, url, privateNetwork);
        var called = name.isBlank() ? address.project() : name.strip();
        if (called.length() > LONGEST_NAME) {
            throw InvalidRequest.field("name", t("trackers.wrong.name"));
        }
        return new ConnectionFields(kind, called, address, privateNetwork, token(token));
    }

    /// It goes into a header as it is.
    private static @Nullable String token(@Nullable String token) {
        if (token == null || token.isBlank()) {
            return null;
        }
        var clean = token.strip();
        if (!clean.matches("[\\x21-\\x7e]{8,500}")) {
            throw InvalidRequest.field("token", t("trackers.wrong.token"));
        }
        return clean;
    }

    @Override
    public String toString() {
        return "ConnectionFields[" + address + "]";
    }
}
