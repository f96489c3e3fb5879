package io.keepwell.messenger;

import io.keepwell.shared.EmailAddress;
import org.jspecify.annotations.Nullable;

/// Who uses the messenger, as far as the company's server has signed it.
sealed interface Identity {

    /// The company's server vouches for them.
    ///
    /// @param userId its id for them
    /// @param email  their address, where it vouches for that too
    /// @param name   their name, or null
    record Known(
            String userId,
            @Nullable EmailAddress email,
            @Nullable String name) implements Identity {}

    /// It is not signed, or wrongly.
    ///
    /// @param why for whoever sets it up: `signature`, `expired`, `too-long`, `unreadable`
    record Refused(String why) implements Identity {}
}
