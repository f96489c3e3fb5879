package io.keepwell.customers.consents;

import gg.jte.Content;
import io.keepwell.customers.Consents;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a customer wants to hear, among everything known.
@Component
class ConsentPanel implements CustomerPanel {

    private final Consents consents;
    private final Members members;
    private final Fragments fragments;

    ConsentPanel(Consents consents, Members members, Fragments fragments) {
        this.consents = consents;
        this.members = members;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.KNOWN;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<Content> show(Customer customer) {
        return Optional.of(fragments.of(
                "customers/consents/panel.jte",
                Map.of(
                        "customer", customer.id(),
                        "choices", consents.of(customer.id()),
                        "writable", members.require().role() != Role.VIEWER)));
    }
}
