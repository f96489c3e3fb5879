package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// Somebody who is not signed, or no longer: whoever sets the messenger up reads here why.
final class IdentityRefused extends Refusal {

    /// @param why `signature`, `expired`, `too-long`, `unreadable` or `session`
    IdentityRefused(String why) {
        super(Kind.UNAUTHENTICATED, t("messenger.refused.identity." + why));
    }
}
