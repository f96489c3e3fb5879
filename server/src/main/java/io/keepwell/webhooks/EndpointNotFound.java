package io.keepwell.webhooks;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such endpoint.
final class EndpointNotFound extends Refusal {

    EndpointNotFound() {
        super(Kind.NOT_FOUND, t("webhooks.refused.endpoint"));
    }
}
