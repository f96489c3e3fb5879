package io.keepwell.webhooks;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such delivery.
final class DeliveryNotFound extends Refusal {

    DeliveryNotFound() {
        super(Kind.NOT_FOUND, t("webhooks.refused.delivery"));
    }
}
