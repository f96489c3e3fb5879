package io.keepwell.portal;

import gg.jte.Content;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The way to a customer's own page, on the page the team has of them.
@Component
class PortalPanel implements CustomerPanel {

    /// What it shows.
    ///
    /// @param visited when they were last on their page, or null
    record Shown(UUID customer, @Nullable Instant visited) {}

    private final PortalStore store;
    private final Members members;
    private final JdbcClient jdbc;
    private final Fragments fragments;

    PortalPanel(PortalStore store, Members members, JdbcClient jdbc, Fragments fragments) {
        this.store = store;
        this.members = members;
        this.jdbc = jdbc;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.KNOWN;
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public Optional<Content> show(Customer customer) {
        boolean acts = members.require().role() != Role.VIEWER;
        if (!acts || !store.settings().enabled() || forgotten(customer.id())) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, Object>();
        parameters.put(
                "shown", new Shown(customer.id(), store.visited(customer.id()).orElse(null)));
        return Optional.of(fragments.of("portal/panel.jte", parameters));
    }

    private boolean forgotten(UUID customer) {
        return jdbc.sql("select erased_at is not null from customer where id = :id")
                .param("id", customer)
                .query(Boolean.class)
                .single();
    }
}
