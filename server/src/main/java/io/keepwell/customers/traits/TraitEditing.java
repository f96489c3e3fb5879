package io.keepwell.customers.traits;

import io.keepwell.customers.Customers;
import io.keepwell.customers.Traits;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes traits by hand: now, and into the audit log, which names the traits and never what they hold.
@Service
class TraitEditing {

    private final Customers customers;
    private final Traits traits;
    private final Audit audit;
    private final Clock clock;

    TraitEditing(Customers customers, Traits traits, Audit audit, Clock clock) {
        this.customers = customers;
        this.traits = traits;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    void change(UUID customer, Map<String, @Nullable Object> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        var id = customers.get(customer).id();
        traits.set(id, wanted, clock.instant());
        audit.record(
                "customer.changed",
                id,
                "#" + id.toString().substring(0, 8),
                Map.of("fields", String.join(", ", wanted.keySet())));
    }
}
