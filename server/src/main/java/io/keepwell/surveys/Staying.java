package io.keepwell.surveys;

import io.keepwell.science.Proportion;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/// Whether people stayed. A bean of the part of Keepwell that collects events; without one nothing
/// is known of it.
public interface Staying {

    /// How many of some people who were active when asked were so again in a time after it.
    ///
    /// @param people whom
    /// @param from   the first instant of the time
    /// @param to     the instant after its last
    /// @return empty where nothing is known of that time
    Optional<Proportion> of(Collection<UUID> people, Instant from, Instant to);
}
