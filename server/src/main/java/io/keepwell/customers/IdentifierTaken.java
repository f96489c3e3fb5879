package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;
import java.util.List;
import java.util.UUID;

/// The address or id belongs to another customer already: the two may be one person, to be merged.
final class IdentifierTaken extends Refusal {

    private final UUID owner;

    IdentifierTaken(String type, String value, UUID owner) {
        super(
                Kind.CONFLICT,
                t("customers.identifier-taken", "value", value),
                List.of(new FieldError(
                        type.equals(Identifiers.EMAIL) ? "email" : "externalId",
                        t("customers.identifier-taken", "value", value))));
        this.owner = owner;
    }

    UUID owner() {
        return owner;
    }
}
