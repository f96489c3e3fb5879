package io.keepwell.customers;

import io.keepwell.shared.Refusal;

/// There is no such customer.
public final class CustomerNotFound extends Refusal {

    CustomerNotFound(String reference) {
        super(Kind.NOT_FOUND, "There is no customer " + reference + ".");
    }
}
