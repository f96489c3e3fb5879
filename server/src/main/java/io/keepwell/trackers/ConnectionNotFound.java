package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such connection to a tracker.
final class ConnectionNotFound extends Refusal {

    ConnectionNotFound() {
        super(Kind.NOT_FOUND, t("trackers.refused.connection"));
    }
}
