package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such agreement.
class PolicyNotFound extends Refusal {

    PolicyNotFound() {
        super(Kind.NOT_FOUND, t("conversations.sla.not-found"));
    }
}
