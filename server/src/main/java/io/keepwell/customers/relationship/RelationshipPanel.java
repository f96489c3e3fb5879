package io.keepwell.customers.relationship;

import gg.jte.Content;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.shared.Fragments;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The line on the page of a customer.
@Component
class RelationshipPanel implements CustomerPanel {

    private final Relationships relationships;
    private final Fragments fragments;
    private final Clock clock;

    RelationshipPanel(Relationships relationships, Fragments fragments, Clock clock) {
        this.relationships = relationships;
        this.fragments = fragments;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.LATELY;
    }

    @Override
    public int order() {
        return 120;
    }

    @Override
    public Optional<Content> show(Customer customer) {
        if (!relationships.drawn()) {
            return Optional.empty();
        }
        var line = relationships.of(customer.id());
        return line.points().isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of(
                        "customers/relationship/panel.jte",
                        Map.of("drawing", RelationshipDrawing.of(line, clock.instant()))));
    }
}
