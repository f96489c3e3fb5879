package io.keepwell.customers.consents;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such topic to opt out of.
final class NoSuchTopic extends Refusal {

    NoSuchTopic() {
        super(Kind.NOT_FOUND, t("customers.consents.no-topic"));
    }
}
