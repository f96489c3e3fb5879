package io.keepwell.problems;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What accounts are worth: what they will still bring, else what they bring in a year (3.9.1). A part of
/// Keepwell that knows better takes the place of the one that reads a trait, by a bean marked primary.
public interface CustomerValue {

    /// What is known of these accounts, in the reporting currency; those of whom nothing is known are
    /// absent.
    Map<UUID, BigDecimal> of(Collection<UUID> accounts);

    /// What an account counts with of which nothing is known: the median of all of which something is,
    /// never 0.
    ///
    /// @return empty where nothing is known of anybody: then all weigh the same
    Optional<BigDecimal> usual();
}
