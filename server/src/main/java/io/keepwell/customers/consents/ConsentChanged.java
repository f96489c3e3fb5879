package io.keepwell.customers.consents;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The change that was to be taken back is not the last word any more.
final class ConsentChanged extends Refusal {

    ConsentChanged() {
        super(Kind.CONFLICT, t("customers.consents.changed-since"));
    }
}
