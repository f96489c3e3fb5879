package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such incident, component, group or subscriber, or no status page at all.
final class StatusNotFound extends Refusal {

    StatusNotFound() {
        super(Kind.NOT_FOUND, t("status.refused.not-found"));
    }
}
