package io.keepwell.followups;

import io.keepwell.science.Proportion;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/// Who is still a customer, for the figures of follow-ups: a bean of the module that knows. As long as there is none,
/// there is no data yet.
public interface LaterRetention {

    /// How many of some people stayed in the months after.
    ///
    /// @return empty while nothing is known
    Optional<Proportion> stayed(Collection<UUID> customers);
}
