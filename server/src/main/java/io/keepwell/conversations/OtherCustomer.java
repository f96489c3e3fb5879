package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The two conversations are with different customers: whoever joins them has to say that this is meant.
final class OtherCustomer extends Refusal {

    OtherCustomer(String name, String other) {
        super(Kind.CONFLICT, t("conversations.rearranging.refused.other-customer", "name", name, "other", other));
    }
}
