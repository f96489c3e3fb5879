package io.keepwell.customers.traits;

import gg.jte.Content;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.customers.Traits;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is known by name, among everything known.
@Component
class TraitPanel implements CustomerPanel {

    private final Traits traits;
    private final Members members;
    private final Fragments fragments;

    TraitPanel(Traits traits, Members members, Fragments fragments) {
        this.traits = traits;
        this.members = members;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.KNOWN;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Content> show(Customer customer) {
        return Optional.of(fragments.of(
                "customers/traits/panel.jte",
                Map.of(
                        "customer", customer.id(),
                        "traits", traits.of(customer.id()),
                        "writable", members.require().role() != Role.VIEWER)));
    }
}
