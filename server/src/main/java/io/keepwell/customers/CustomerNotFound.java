package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such customer.
public final class CustomerNotFound extends Refusal {

    CustomerNotFound(String reference) {
        super(Kind.NOT_FOUND, t("customers.not-found", "customer", reference));
    }

    /// The refusal for an id or another reference.
    public static CustomerNotFound of(String reference) {
        return new CustomerNotFound(reference);
    }
}
