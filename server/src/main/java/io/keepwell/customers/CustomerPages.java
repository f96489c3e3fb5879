package io.keepwell.customers;

import gg.jte.Content;
import io.keepwell.customers.CustomerPanel.Slot;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Puts the page of a customer together.
@Component
class CustomerPages {

    private final Customers customers;
    private final KnownPeople people;
    private final Members members;
    private final ObjectProvider<CustomerPanel> panels;

    CustomerPages(Customers customers, KnownPeople people, Members members, ObjectProvider<CustomerPanel> panels) {
        this.customers = customers;
        this.people = people;
        this.members = members;
        this.panels = panels;
    }

    /// The frame of the page, for one of its tabs.
    CustomerPage page(UUID id, String tab) {
        var customer = customers.get(id);
        var me = members.require();
        return new CustomerPage(
                customer,
                tab,
                people.erased(customer.id()),
                me.role() != Role.VIEWER,
                me.role() == Role.ADMINISTRATOR,
                tab.equals("timeline") ? panels(customer, Slot.LATELY) : List.of());
    }

    List<Content> panels(Customer customer, Slot slot) {
        return panels.stream()
                .filter(panel -> panel.slot() == slot)
                .sorted(Comparator.comparingInt(CustomerPanel::order))
                .map(panel -> panel.show(customer))
                .flatMap(Optional::stream)
                .toList();
    }
}
