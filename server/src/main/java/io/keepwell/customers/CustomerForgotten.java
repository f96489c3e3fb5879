package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The customer asked to be forgotten: nothing is taken down about them any more.
public final class CustomerForgotten extends Refusal {

    public CustomerForgotten() {
        super(Kind.CONFLICT, t("customers.traits.forgotten"));
    }
}
