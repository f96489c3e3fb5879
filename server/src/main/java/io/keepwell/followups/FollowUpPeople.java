package io.keepwell.followups;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Whom a follow-up is about, for the modules above.
@Component
public class FollowUpPeople {

    private final FollowUpStore store;

    FollowUpPeople(FollowUpStore store) {
        this.store = store;
    }

    /// The customer of a follow-up.
    public Optional<UUID> customer(UUID followUp) {
        return store.find(followUp).map(FollowUp::customer);
    }
}
