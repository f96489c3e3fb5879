package io.keepwell.status;

import io.keepwell.shared.Words;
import java.util.Collection;
import java.util.Comparator;

/// How a part of the product is, the best first.
public enum ComponentState {
    OPERATIONAL,
    MAINTENANCE,
    DEGRADED,
    PARTIAL,
    MAJOR;

    /// The worst of some; where there are none, all is well (3.10.7).
    static ComponentState worst(Collection<ComponentState> states) {
        return states.stream().max(Comparator.naturalOrder()).orElse(OPERATIONAL);
    }

    /// Its word in the database, the API and on the page.
    public String word() {
        return Words.of(this);
    }
}
